// Where a long Indonesian word may be broken: between syllables, as a reader expects it.

/** The shortest word that is broken, and the least that stands before and after the hyphen. */
const LONG = 7;
const BEFORE = 2;
const AFTER = 3;
const WORD = /^\p{L}+/u;
const VOWELS = "aeiou";
/** Two letters that are one consonant. */
const PAIRS = new Set(["ng", "ny", "sy", "kh"]);
/** What begins a syllable together with the consonant after it: pro-gram, kon-trak. */
const STOPS = "bcdfgkpt";
const LIQUIDS = "lr";
/** Before a vowel these may be a prefix, which is not broken: ber-akhir, not be-rakhir. */
const PREFIX = /^(?:[bpt]er|[mp]eng)[aeiou]/;

/** @type {Map<string, number[]>} */
const known = new Map();

/**
 * The numbers of letters after which a word may be broken, in rising order; none of a short word,
 * an abbreviation, or what is no word.
 * @param {string} word
 */
export function breaksOf(word) {
  let breaks = known.get(word);
  if (!breaks) {
    breaks = findBreaks(WORD.exec(word)?.[0] ?? "");
    known.set(word, breaks);
  }
  return breaks;
}

/** @typedef {{ letters: string, from: number }} Unit */

/** @param {string} letters */
function findBreaks(letters) {
  if (letters.length < LONG) return [];
  const word = letters.toLowerCase();
  const units = unitsOf(word);
  const first = units.findIndex(isVowel);
  const most = Math.min(suffixOf(word, units), word.length - AFTER);
  const prefix = PREFIX.test(word) ? 2 : 0;
  /** @type {number[]} */
  const breaks = [];
  for (let at = first + 1; at < units.length - 1; at += 1) {
    if (isVowel(units[at]) || !isVowel(units[at + 1])) continue;
    const joins = LIQUIDS.includes(units[at].letters) && STOPS.includes(units[at - 1].letters) && at - 1 > first;
    const { from } = units[joins ? at - 1 : at];
    if (from >= BEFORE && from <= most && from !== prefix) breaks.push(from);
  }
  return breaks;
}

/** @param {Unit} unit */
function isVowel({ letters }) {
  return VOWELS.includes(letters);
}

/**
 * The last letter before which a word may be broken: peningkat-an is never broken before "tan".
 * @param {string} word
 * @param {Unit[]} units
 */
function suffixOf(word, units) {
  const before = units[units.length - 3];
  return word.endsWith("an") && !isVowel(before) ? before.from - 1 : word.length;
}

/**
 * The vowels and consonants of a word, with the place of their first letter.
 * @param {string} word
 */
function unitsOf(word) {
  /** @type {Unit[]} */
  const units = [];
  for (let from = 0; from < word.length;) {
    const pair = word.slice(from, from + 2);
    const letters = PAIRS.has(pair) ? pair : word[from];
    units.push({ letters, from });
    from += letters.length;
  }
  return units;
}
