handrail.module('shortlist-week', (section) => {
  const { fill } = handrail;
  const { shows } = handrail.shortlist;
  const words = section.dataset;
  const find = (name, from) => from.querySelector(`.shortlist-week__${name}`);
  const units = [...find('units', section).content.children].map(({ dataset }) => dataset);
  const template = find('card', section).content.firstElementChild;
  const items = find('list', section);
  const status = section.querySelector('[role="status"]');
  const shared = find('all', section);

  // A number such as 7.5 in hundredths, so that no sum is ever rounded on the way. Or null.
  const hundredths = (text, most) => {
    const parts = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim());
    const value = parts ? Number(parts[1]) * 100 + Number((parts[2] || '').padEnd(2, '0')) : -1;
    return value >= 0 && value <= most * 100 ? value : null;
  };

  const money = (pence) => {
    if (pence > 0 && pence < 100) {
      return fill(words.pence, { n: pence });
    }
    const pounds = String(Math.floor(pence / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
    const rest = String(pence % 100).padStart(2, '0');
    return fill(words.pounds, { n: rest === '00' ? pounds : `${pounds}.${rest}` });
  };
  const range = (from, to) =>
    from === to ? money(from) : fill(words.range, { from: money(from), to: money(to) });

  // The number in a field, in hundredths. Nothing for an empty field or a wrong number, which is
  // said beside the field.
  const numberIn = (box, most) => {
    const input = find('number', box);
    const text = input.value.trim();
    const value = hundredths(text, most);
    const isWrong = text !== '' && value === null;
    find('wrong', box).textContent = isWrong ? fill(words.wrong, { most }) : '';
    input.setAttribute('aria-invalid', isWrong);
    return value;
  };

  const sumOf = ({ from, to, price }, unit, value) => {
    if (to === 0) {
      return `${words.free}.`;
    }
    const week = (pence) => Math.round((pence * value * unit.times) / unit.of / 100);
    const n = value / 100;
    const count = fill(n === 1 ? unit.one : unit.other, { n });
    const cost = range(week(from), week(to));
    return fill(unit.sum, { cost, count, each: range(from, to), price });
  };

  const card = ({ id, name, prices, facts }) => {
    const item = template.cloneNode(true);
    const [select, count, sum, more] = ['price', 'count', 'sum', 'more'].map((part) =>
      find(part, item),
    );
    const weekly = prices.filter(({ unit }) => unit !== 'once');
    const first = Math.max(0, weekly.findIndex(({ to }) => to > 0));
    const label = find('label', count);
    const input = find('number', count);
    const wrong = find('wrong', count);
    // Fields and their labels find each other by these names.
    select.id = `page_price_${id}`;
    select.previousElementSibling.htmlFor = select.id;
    input.id = `page_count_${id}`;
    label.htmlFor = input.id;
    wrong.id = `page_wrong_${id}`;
    input.setAttribute('aria-describedby', wrong.id);

    const title = document.createElement('h3');
    title.className = 'shortlist-week__name';
    title.textContent = name;
    item.prepend(title);
    find('choose', item).hidden = weekly.length === 0;
    for (const { what, price } of weekly) {
      select.append(new Option(fill(words.option, { what, price })));
    }
    select.selectedIndex = first;

    const lasting = prices
      .filter(({ unit }) => unit === 'once')
      .map(({ what, price }) => fill(words.once, { what, price }));
    if (facts.set_up_fee) {
      lasting.push(fill(words.start, { cost: facts.set_up_fee.lines[0].text }));
    }

    const draw = () => {
      const price = weekly[select.selectedIndex];
      const unit = price && units.find((one) => one.unit === price.unit);
      const isAsked = Boolean(unit && unit.label);
      count.hidden = !isAsked;
      let value = 100;
      if (isAsked) {
        label.textContent = unit.label;
        value = numberIn(count, unit.most);
      }
      sum.textContent = unit && value !== null ? sumOf(price, unit, value) : '';
      const told = price && fill(words.told, { what: price.what, date: price.told_on });
      more.textContent = [told || words.nothing, ...lasting, price && words.ask]
        .filter(Boolean)
        .join('\n');
    };
    // Listeners hear a sum when they are done with a field, not at every key.
    const tell = () => {
      const text = sum.textContent;
      status.textContent = text ? fill(words.changed, { name, sum: text }) : wrong.textContent;
    };
    // Only a number that comes from the field for everyone goes with it.
    let isGiven = false;
    const prefill = () => {
      const price = weekly[select.selectedIndex];
      const unit = price && units.find((one) => one.unit === price.unit);
      const hours = numberIn(shared, 168);
      if (unit && Number(unit.hours) && hours !== null) {
        input.value = (hours * unit.hours) / 100;
        isGiven = true;
      } else if (isGiven) {
        input.value = '';
        isGiven = false;
      }
      draw();
    };
    select.addEventListener('change', () => {
      input.value = '';
      prefill();
      tell();
    });
    input.addEventListener('input', () => {
      isGiven = false;
      draw();
    });
    input.addEventListener('change', tell);
    prefill();
    return { item, prefill };
  };

  const cards = new Map();
  shows.push((providers) => {
    const good = providers.filter(({ facts }) => facts);
    section.hidden = good.length === 0;
    for (const provider of good) {
      if (!cards.has(provider.id)) {
        cards.set(provider.id, card(provider));
      }
    }
    items.replaceChildren(...good.map(({ id }) => cards.get(id).item));
  });
  find('number', shared).addEventListener('input', () => {
    numberIn(shared, 168);
    cards.forEach(({ prefill }) => prefill());
  });
  find('number', shared).addEventListener('change', () => {
    const value = numberIn(shared, 168);
    const hour = units.find(({ unit }) => unit === 'hour');
    const n = value / 100;
    const count = fill(n === 1 ? hour.one : hour.other, { n });
    const said = value === null ? words.allGone : fill(words.allNow, { count });
    status.textContent = find('wrong', shared).textContent || said;
  });
});
