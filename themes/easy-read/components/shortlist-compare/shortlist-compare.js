handrail.module('shortlist-compare', (section) => {
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    element.className = `shortlist-compare__${name}`;
    element.textContent = text || '';
    return element;
  };
  const linkTo = (href, text) => {
    const link = make('a', 'link', text);
    link.href = href;
    return link;
  };
  const table = section.querySelector('table');
  const head = table.tHead.rows[0];
  const only = section.querySelector('input');
  const below = section.querySelector('.shortlist-compare__untold');

  const title = ({ href, name }) => {
    const cell = make('th', 'cell');
    cell.scope = 'col';
    cell.append(linkTo(href, name));
    return cell;
  };

  const answer = ({ facts, name }, key) => {
    const cell = make('td', 'cell');
    cell.dataset.name = name;
    if (!(key in facts)) {
      cell.append(make('span', 'note', section.dataset.none));
      return cell;
    }
    const { lines, note } = facts[key];
    // Words that may change by themselves carry the words of later days.
    const dated = (element, { state, ages }) => {
      Object.assign(element.dataset, state && { state }, ages && { ages });
      return element;
    };
    for (const told of lines) {
      const line = dated(make('span', 'line', told.href ? '' : told.text), told);
      if (told.href) {
        line.append(linkTo(told.href, told.text));
      }
      line.dir = 'auto';
      cell.append(line);
    }
    if (note) {
      cell.append(dated(make('span', 'note', note.text), note));
    }
    handrail.age?.(cell);
    return cell;
  };

  let shown = [];
  const draw = () => {
    section.hidden = shown.length === 0;
    only.closest('label').hidden = shown.length < 2;
    head.replaceChildren(head.firstElementChild, ...shown.map(title));
    const untold = [];
    for (const row of table.tBodies[0].rows) {
      const { fact } = row.dataset;
      const cells = shown.map((provider) => answer(provider, fact));
      const differs = new Set(cells.map(({ textContent }) => textContent)).size > 1;
      row.replaceChildren(row.firstElementChild, ...cells);
      // What nobody told is one sentence below the table, as on the page of a provider.
      const isTold = shown.some(({ facts }) => fact in facts);
      row.hidden = !isTold || (only.checked && shown.length > 1 && !differs);
      if (!isTold) {
        untold.push(row.firstElementChild.textContent);
      }
    }
    const names = untold.join(section.dataset.between);
    below.hidden = names === '';
    below.textContent = handrail.fill(section.dataset.untold, { names });
  };
  only.addEventListener('change', draw);
  handrail.shortlist.shows.push((providers) => {
    shown = providers.filter(({ facts }) => facts);
    draw();
  });
});
