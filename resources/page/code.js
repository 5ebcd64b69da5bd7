"use strict";
// The code as a person types it: digits of any script, any spacing. Mirrors safetravel/crypto/code.py.

const DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
const GROUPS = 5;
const GROUP_LENGTH = 5;
const CODE_LENGTH = GROUPS * GROUP_LENGTH;

// Unicode keeps the digits of a script in one run that starts at zero; runs that touch are whole tens apart.
function digit_value(character) {
  if (!/^\p{Nd}$/u.test(character)) return -1;
  const point = character.codePointAt(0);
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return before % 10;
}

function damm(digits) {
  let state = 0;
  for (const digit of digits) state = Number(DAMM[state][Number(digit)]);
  return state;
}

// {digits, wrong}: the ASCII digits typed so far, and the group (1 to 5) that is mistyped, or 0.
function read_code(typed) {
  let digits = "";
  let wrong = 0;
  for (const character of typed) {
    const value = digit_value(character);
    if (value >= 0) digits += String(value);
    else if (!/^[\p{Z}\p{P}\p{S}\p{M}\p{C}]$/u.test(character)) {
      wrong = wrong || Math.min(Math.floor(digits.length / GROUP_LENGTH) + 1, GROUPS);
    }
  }
  for (let group = 1; group <= GROUPS; group += 1) {
    const part = group_of(digits, group);
    if (part.length === GROUP_LENGTH && damm(String(group) + part) !== 0) wrong = wrong ? Math.min(wrong, group) : group;
  }
  return { digits, wrong };
}

function group_of(digits, group) {
  return digits.slice((group - 1) * GROUP_LENGTH, group * GROUP_LENGTH);
}
