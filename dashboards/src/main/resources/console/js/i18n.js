// Texts of the pages, from the server's bundles. English where a browser asks for a language that is not there.
const KEPT = 'millwright.language';
export const LANGUAGES = {en: 'English', zh: '中文'};
const LOCALES = {en: 'en-GB', zh: 'zh-CN'};

function wanted() {
  const asked = [localStorage.getItem(KEPT), ...navigator.languages].filter(Boolean).map((l) => l.slice(0, 2).toLowerCase());
  return asked.find((l) => l in LANGUAGES) ?? 'en';
}

export const language = wanted();
/** By which numbers and dates are written. */
export const locale = LOCALES[language];
document.documentElement.lang = locale;
const texts = await (await fetch(`i18n/${language}.json`)).json();
const plural = new Intl.PluralRules(locale);

/** Whether there is a text of a key. */
export function knows(key) { return key in texts; }

/** The text of a key such as 'fleet.title', with each {name} in it filled, and {n|case|cases} by the number n. */
export function t(key, values = {}) {
  const text = texts[key];
  if (text === undefined) {
    console.error(`no text for ${key}`); // eslint-disable-line no-console
    return key;
  }
  return text
    .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name, one, other) => (plural.select(Number(values[name])) === 'one' ? one : other))
    .replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** Keeps the language and shows the page in it. */
export function speak(chosen) {
  localStorage.setItem(KEPT, chosen);
  location.reload();
}
