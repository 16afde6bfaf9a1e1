// One pass makes the taxonomies; each listing page is one item of a flat collection.
const cache = new Map();
const slug = (s) => {
  let v = cache.get(s);
  if (v === undefined) cache.set(s, (v = s.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")));
  return v;
};
const PER_PAGE = 12;
const cmp = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

export default function (cfg) {
  cfg.addPassthroughCopy({ static: "/" });
  cfg.addFilter("slug", slug);
  let made = null;
  cfg.on("eleventy.before", () => { made = null; });
  const make = (api) => {
    if (made) return made;
    const providers = api.getFilteredByTag("providers").slice().sort((a, b) => cmp(a.data.title, b.data.title));
    const kinds = {};
    for (const kind of ["services", "needs", "areas", "letters"]) {
      const terms = new Map();
      for (const p of providers) {
        for (const t of p.data[kind]) {
          if (!terms.has(t)) terms.set(t, []);
          terms.get(t).push(p);
        }
      }
      kinds[kind] = [...terms].sort((a, b) => cmp(a[0], b[0])).map(([name, pages]) => ({
        kind, name, pages, count: pages.length, url: `/${kind}/${slug(name)}/`,
      }));
    }
    const listings = [];
    for (const kind of ["services", "needs", "areas"]) {
      for (const t of kinds[kind]) {
        const total = Math.ceil(t.count / PER_PAGE);
        const at = (n) => (n < 1 || n > total ? null : n === 1 ? t.url : `${t.url}page/${n}/`);
        for (let n = 1; n <= total; n++) {
          listings.push({
            title: t.name, term: t, number: n, total, url: at(n), prev: at(n - 1), next: at(n + 1),
            pages: t.pages.slice((n - 1) * PER_PAGE, n * PER_PAGE),
          });
        }
      }
    }
    return (made = { kinds, listings });
  };
  cfg.addCollection("kinds", (api) => Object.entries(make(api).kinds).map(([name, terms]) => ({ name, terms })));
  cfg.addCollection("listings", (api) => make(api).listings);
  cfg.addCollection("letterPages", (api) => make(api).kinds.letters);
  return {
    dir: { input: ".", includes: "_includes", output: "_site" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    templateFormats: ["md", "njk"],
  };
}
