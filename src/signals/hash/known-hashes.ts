/** Hashes to begin with: the id and the 32 bytes of each, in the same order. */
export interface KnownHashes {
  readonly ids: Uint32Array
  readonly hashes: Uint8Array
}

export const NO_HASHES: KnownHashes = { ids: new Uint32Array(0), hashes: new Uint8Array(0) }
