// Runs before the page is shown. It applies how the reader wants the site to look, and gives the
// scripts of the components what they share. Without it every page works as it is.
//
// Scripts are made smaller only by leaving out indents and lines that are nothing but a comment.
// So a text in backticks must not go over two lines.
//
// What is kept on the device stands under the address of the site, because other sites may share
// the host.
{
  const page = document.documentElement;
  const root = new URL('../', document.currentScript.src).href;
  let shown = [];
  const place = (name) => `handrail ${name} ${root}`;

  const handrail = {
    // The address of the first page's folder.
    root,

    // What is kept on this device under a name, or null.
    kept(name) {
      try {
        return JSON.parse(localStorage.getItem(place(name)));
      } catch {
        return null;
      }
    },

    // Keeps a value on this device. Null takes it away. Tells if that worked.
    keep(name, value) {
      try {
        if (value === null) {
          localStorage.removeItem(place(name));
        } else {
          localStorage.setItem(place(name), JSON.stringify(value));
        }
        return true;
      } catch {
        return false;
      }
    },

    // Calls `changed` when another tab of this site changes what is kept under a name.
    whenKept(name, changed) {
      addEventListener('storage', (event) => {
        if (event.key === place(name) || event.key === null) {
          changed();
        }
      });
    },

    // A sentence with each `{name}` filled.
    fill: (text, values) => text.replace(/{(\w+)}/g, (all, name) => values[name] ?? all),

    // Starts a component: `start` gets each element with `data-module="name"`. If one fails, the
    // browser reports it, and the others go on.
    module(name, start) {
      page.classList.add('ready');
      document.querySelectorAll(`[data-module~="${name}"]`).forEach((element) => {
        try {
          start(element);
        } catch (error) {
          setTimeout(() => {
            throw error;
          });
        }
      });
    },

    // Shows how the reader wants the site to look: each choice is an attribute of the page.
    look(choices) {
      shown.forEach((name) => delete page.dataset[name]);
      shown = [];
      for (const [name, value] of Object.entries(choices || {})) {
        if (/^[a-z]+$/.test(name) && /^[a-z]+$/.test(value)) {
          page.dataset[name] = value;
          shown.push(name);
        }
      }
    },
  };

  // Browsers that lack this lack more. They keep the page without scripts.
  if ('replaceChildren' in Element.prototype) {
    const follow = () => handrail.look(handrail.kept('look'));
    page.classList.add('js');
    page.classList.toggle('speaks', 'speechSynthesis' in window);
    follow();
    // Another tab may change the look. So may a page that the reader comes back from.
    handrail.whenKept('look', follow);
    addEventListener('pageshow', follow);
    window.handrail = handrail;
  }
}
