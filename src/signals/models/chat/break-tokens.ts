/**
 * Breaks up what chat templates read as control tokens, so that content cannot end its own message and begin another:
 * `<|eot_id|>`, `<|start|>`, `<end_of_turn>`, `[INST]`.
 */
export function breakTokens(content: string): string {
  return content
    .replace(/<(?=\|)/g, '< ')
    .replace(/\|(?=>)/g, '| ')
    .replace(/<(?=\/?(?:start_of_turn|end_of_turn|bos|eos|s|pad|unk)>)/gi, '< ')
    .replace(/\[(?=\/?INST\])/gi, '[ ')
}
