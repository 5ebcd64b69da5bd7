// The sealed token: exactly our headers, canonical base64url, then one derivation, then every length and hash.
// Mirrors safetravel/formats/{page,bundle,manifest}_v1.py. Throws Refused; nothing is returned unless all of it holds.

const MAX_TOKEN = 32 * 1024 * 1024;
const MAX_JWS_LINE = 1024 * 1024;
const MAX_SLOTS = 16;
const MAX_BLOBS = 64;
const ALGORITHM = "PBES2-HS512+A256KW";
const ITERATIONS = 250000;
const JWE_HEADER = /^\{"alg":"PBES2-HS512\+A256KW","enc":"A256GCM","p2c":250000,"p2s":"([A-Za-z0-9_-]{22})"\}$/;
const JWS_HEADER = /^\{"alg":"Ed25519","jwk":\{"crv":"Ed25519","kty":"OKP","x":"([A-Za-z0-9_-]{43})"\},"typ":"safetravel-bundle"\}$/;
const SLOT = /^([a-z][a-z0-9-]{0,31}) ([A-Za-z0-9._-]+)$/;

class Refused extends Error {
  // what: "damaged", "code" or "newer"; the words for it are chosen where it is shown.
  constructor(what) {
    super(what);
    this.what = what;
  }
}

function demand(holds) {
  if (!holds) throw new Refused("damaged");
}

function ascii(text) {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function encode(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// base64url without padding. Only the last characters can hide spare bits, so encoding the tail again shows them.
function decode(text) {
  demand(/^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1);
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  const left = text.length % 4;
  if (left) demand(encode(bytes.subarray(bytes.length - (left - 1))) === text.slice(-left));
  return bytes;
}

// The token of the one `code` slot; kinds that are not known are skipped.
function code_token(block) {
  demand(block.length <= MAX_TOKEN && block.startsWith("\n") && block.endsWith("\n"));
  const lines = block.slice(1, -1).split("\n");
  demand(lines.length <= MAX_SLOTS);
  const slots = lines.map((line) => SLOT.exec(line));
  demand(slots.every(Boolean));
  const tokens = slots.filter((slot) => slot[1] === "code");
  demand(tokens.length === 1);
  return tokens[0][2];
}

async function open_token(token, digits) {
  const parts = token.split(".");
  demand(parts.length === 5);
  const [header, wrapped_key, iv, ciphertext, tag] = parts.map(decode);
  const found = JWE_HEADER.exec(String.fromCharCode(...header.subarray(0, 200)));
  demand(found !== null && wrapped_key.length === 40 && iv.length === 12 && tag.length === 16);
  const sealed = new Uint8Array(ciphertext.length + tag.length);
  sealed.set(ciphertext);
  sealed.set(tag, ciphertext.length);
  let plaintext;
  try {
    const key = await content_key(digits, decode(found[1]), wrapped_key);
    const how = { name: "AES-GCM", iv, additionalData: ascii(parts[0]), tagLength: 128 };
    plaintext = new Uint8Array(await crypto.subtle.decrypt(how, key, sealed));
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("code");
  }
  return read_bundle(plaintext);
}

async function content_key(digits, salt_input, wrapped_key) {
  const salt = new Uint8Array(ALGORITHM.length + 1 + salt_input.length);
  salt.set(ascii(ALGORITHM));
  salt.set(salt_input, ALGORITHM.length + 1);
  const code = await crypto.subtle.importKey("raw", ascii(digits), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-512", salt, iterations: ITERATIONS };
  const wrapping = await crypto.subtle.deriveKey(how, code, { name: "AES-KW", length: 256 }, false, ["unwrapKey"]);
  return crypto.subtle.unwrapKey("raw", wrapped_key, wrapping, "AES-KW", "AES-GCM", false, ["decrypt"]);
}

async function read_bundle(plaintext) {
  const end = plaintext.indexOf(10);
  demand(end > 0 && end < MAX_JWS_LINE);
  const parts = new TextDecoder("utf-8", { fatal: true }).decode(plaintext.subarray(0, end)).split(".");
  demand(parts.length === 3);
  const [header, payload, signature] = parts.map(decode);
  demand(JWS_HEADER.test(String.fromCharCode(...header.subarray(0, 400))) && signature.length === 64);
  const manifest = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload));
  demand(manifest.t === "check-in" && Number.isInteger(manifest.v));
  if (manifest.v > 1) throw new Refused("newer");
  demand(manifest.v === 1 && Array.isArray(manifest.blobs) && manifest.blobs.length <= MAX_BLOBS);
  return { manifest, photos: await read_blobs(manifest.blobs, plaintext.subarray(end + 1)) };
}

async function read_blobs(entries, bytes) {
  const photos = [];
  let start = 0;
  for (const entry of entries) {
    demand(entry.kind === "jpeg" && Number.isInteger(entry.length) && entry.length >= 0 && typeof entry.caption === "string");
    const blob = bytes.subarray(start, start + entry.length);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", blob));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    demand(blob.length === entry.length && hex === entry.sha256);
    demand(blob[0] === 0xff && blob[1] === 0xd8 && blob[2] === 0xff);
    photos.push({ caption: entry.caption, jpeg: blob });
    start += entry.length;
  }
  demand(start === bytes.length);
  return photos;
}
