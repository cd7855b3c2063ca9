// Numbers as people read them, by the steps of kinerja_graph/numbers.py, digit for digit.

const DECIMALS = 2;
const PLAIN = 18; // from 10^18 on, and below 10^-18, a power of ten is told

/** @typedef {{ sign: string, digits: string, power: number, key: string }} Exact */

/**
 * A number as people read it; a text as it is; nothing where it is unknown.
 * @param {unknown} value
 * @param {string} language
 * @param {number[]} [beside]
 */
export function formatNumber(value, language, beside = []) {
  if (typeof value !== "number") return value === undefined ? "" : String(value);
  return formatNumbers([value], language, beside)[0];
}

/**
 * Numbers, and ranges [low, high], that stand beside one another: two that differ are never shown
 * alike, nor like those `beside` them. What is unknown is empty.
 * @param {(number | number[] | undefined)[]} values
 * @param {string} language
 * @param {number[]} [beside]
 */
export function formatNumbers(values, language, beside = []) {
  const finite = [...values, ...beside].flat().filter((value) => value !== undefined && Number.isFinite(value));
  const decimals = decimalsOf(/** @type {number[]} */ (finite).map(exactOf));
  const told = (/** @type {number} */ value) => {
    if (Number.isNaN(value)) return "–";
    if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
    const exact = exactOf(value);
    return inLanguage(textOf(exact, decimals.get(exact.key)?.places ?? DECIMALS), language);
  };
  return values.map((value) => (value === undefined ? "" : [value].flat().map(told).join("–")));
}

/**
 * @param {string} text
 * @param {string} language
 */
function inLanguage(text, language) {
  return language === "id" ? text.replace(/[,.]/g, (mark) => (mark === "," ? "." : ",")) : text;
}

/**
 * The digits of a number as it is written, and the power of ten that they are multiplied by.
 * @param {number} value
 * @returns {Exact}
 */
function exactOf(value) {
  const [mantissa, exponent = "0"] = String(Math.abs(value)).split("e");
  const [whole, part = ""] = mantissa.split(".");
  const digits = (whole + part).replace(/^0+|0+$/g, "");
  const zeros = (whole + part).length - (whole + part).replace(/0+$/, "").length;
  const power = digits ? Number(exponent) - part.length + zeros : 0;
  const sign = digits && value < 0 ? "−" : "";
  return { sign, digits: digits || "0", power, key: `${sign}${digits}e${power}` };
}

/**
 * For each number, by its key, the decimals it is shown with: the least that tell it apart.
 * @param {Exact[]} exacts
 */
function decimalsOf(exacts) {
  const all = new Map(exacts.map((exact) => [exact.key, { exact, places: ownDecimals(exact) }]));
  let alike = [...all.values()];
  while (alike.length > 1) {
    /** @type {Map<string, typeof alike>} */
    const shown = new Map();
    for (const one of all.values()) {
      const text = textOf(one.exact, one.places);
      shown.set(text, [...(shown.get(text) ?? []), one]);
    }
    alike = [...shown.values()].filter((group) => group.length > 1).flat();
    for (const one of alike) one.places += 1;
  }
  return all;
}

/** @param {Exact} exact */
function ownDecimals(exact) {
  return isPower(exact) ? DECIMALS : Math.max(DECIMALS, -magnitudeOf(exact));
}

/**
 * The power of ten of the first digit; 0 of zero.
 * @param {Exact} exact
 */
function magnitudeOf(exact) {
  return exact.digits === "0" ? 0 : exact.digits.length - 1 + exact.power;
}

/** @param {Exact} exact */
function isPower(exact) {
  const magnitude = magnitudeOf(exact);
  return magnitude < -PLAIN || magnitude >= PLAIN;
}

/**
 * The number with so many decimals at most, as English writes it.
 * @param {Exact} exact
 * @param {number} decimals
 */
function textOf(exact, decimals) {
  const { sign, digits, power } = exact;
  if (!isPower(exact)) return sign + digitsAt(digits, power, decimals);
  let magnitude = magnitudeOf(exact);
  let text = digitsAt(digits, power - magnitude, decimals);
  if (text === "10") [text, magnitude] = ["1", magnitude + 1]; // rounded up
  return `${sign}${text} × 10^${magnitude}`.replace("^-", "^−");
}

/**
 * digits × 10^power, rounded half up to so many decimals, without zeros at its end.
 * @param {string} digits
 * @param {number} power
 * @param {number} decimals
 */
function digitsAt(digits, power, decimals) {
  const dropped = -power - decimals;
  const ten = (/** @type {number} */ exponent) => 10n ** BigInt(exponent);
  const scaled = dropped > 0
    ? (BigInt(digits) + 5n * ten(dropped - 1)) / ten(dropped)
    : BigInt(digits) * ten(-dropped);
  const text = scaled.toString().padStart(decimals + 1, "0");
  const part = text.slice(-decimals).replace(/0+$/, "");
  const whole = text.slice(0, -decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  return part ? `${whole}.${part}` : whole;
}
