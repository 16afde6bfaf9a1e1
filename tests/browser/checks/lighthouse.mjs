// Lighthouse on a slow phone: does the page do well for people and for search engines?
import lighthouse, { defaultConfig, Gatherer } from 'lighthouse';

/** What each page must reach, of 100. */
export const WANTED = {
  'performance': 99,
  'accessibility': 100,
  'best-practices': 100,
  'seo': 100,
};

// Lighthouse's own phone: a middling one, on slow mobile data. The network and the processor are
// not really slowed down but computed from what was seen, which is steadier on a busy machine.
const SETTINGS = {
  onlyCategories: Object.keys(WANTED),
  formFactor: 'mobile',
  throttlingMethod: 'simulate',
  logLevel: 'silent',
  output: 'json',
};

/**
 * Lighthouse asks for robots.txt from within the page, and the policy of our pages lets nothing be
 * fetched from there. A search engine asks the server, so this does too. The audit is the same.
 */
class RobotsFromServer extends Gatherer {
  meta = { supportedModes: ['navigation'] };

  async getArtifact({ baseArtifacts }) {
    const answer = await fetch(new URL('/robots.txt', baseArtifacts.URL.finalDisplayedUrl));
    return { status: answer.status, content: await answer.text() };
  }
}

const CONFIG = {
  ...defaultConfig,
  artifacts: defaultConfig.artifacts.map((one) =>
    one.id === 'RobotsTxt' ? { ...one, gatherer: { instance: new RobotsFromServer() } } : one,
  ),
};

/** One run: the score of each category, and every audit that costs points. */
export async function lighthouseScores(url, port) {
  const { lhr } = await lighthouse(url, { ...SETTINGS, port }, CONFIG);
  if (lhr.runtimeError) {
    throw new Error(`Lighthouse could not look at ${url}: ${lhr.runtimeError.message}`);
  }
  const categories = Object.entries(lhr.categories);
  const scores = categories.map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]);
  const costly = categories.flatMap(([name, { auditRefs }]) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
      .map(({ id }) => `${name}: ${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`),
  );
  const times = ['first-contentful-paint', 'largest-contentful-paint', 'cumulative-layout-shift'];
  return {
    scores: Object.fromEntries(scores),
    costly,
    times: times.map((id) => `${id} ${lhr.audits[id].displayValue}`).join(', '),
  };
}

/** Which scores are too low, with the audits that cost the points. */
export function scoreFindings({ scores, costly }) {
  return Object.entries(WANTED)
    .filter(([name, wanted]) => !(scores[name] >= wanted))
    .map(([name, wanted]) => {
      const why = costly.filter((one) => one.startsWith(`${name}:`)).join('; ');
      return `${name} ${scores[name]}, not ${wanted} (${why})`;
    });
}
