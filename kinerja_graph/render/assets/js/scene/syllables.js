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

/** @param {string} letters */
function findBreaks(letters) {
  if (letters.length < LONG) return [];
  const word = letters.toLowerCase();
  const units = unitsOf(word);
  const isVowel = (/** @type {number} */ at) => VOWELS.includes(units[at].letters);
  const suffixed = word.endsWith("an") && !isVowel(units.length - 3) ? units[units.length - 3].from - 1 : word.length;
  const most = Math.min(suffixed, word.length - AFTER); // peningkat-an is never broken before "tan"
  const prefix = PREFIX.test(word) ? 2 : 0;
  /** @type {number[]} */
  const breaks = [];
  for (let at = 1; at < units.length - 1; at += 1) {
    if (isVowel(at) || !isVowel(at + 1)) continue;
    const joins = at > 1 && LIQUIDS.includes(units[at].letters) && STOPS.includes(units[at - 1].letters);
    const { from } = units[joins ? at - 1 : at];
    const hasVowel = units.some((unit, other) => unit.from < from && isVowel(other));
    if (hasVowel && from >= BEFORE && from <= most && from !== prefix) breaks.push(from);
  }
  return breaks;
}

/**
 * The vowels and consonants of a word, with the place of their first letter.
 * @param {string} word
 */
function unitsOf(word) {
  /** @type {{ letters: string, from: number }[]} */
  const units = [];
  for (let from = 0; from < word.length;) {
    const pair = word.slice(from, from + 2);
    const letters = PAIRS.has(pair) ? pair : word[from];
    units.push({ letters, from });
    from += letters.length;
  }
  return units;
}
