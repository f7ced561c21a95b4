/** Text that only a program or a page would have; no name, licence or link of a model does. */
const SCRIPT = /<script\b|javascript:|data:text\/html|\bloadstring\s*\(|\beval\s*\(|#!\/bin\/|<\?php/i

/** Longer texts are pictures and buffers, of which only the start is looked at. */
const LOOKED_AT = 65_536

/** Whether a text anywhere in the JSON (names, extras, extensions) looks like a program. */
export function isScriptText(text: string): boolean {
  // The shortest of them has six characters.
  return text.length >= 6 && SCRIPT.test(text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text)
}
