/** Keys of the advisory locks that processes on one database share ("HAE" and a number). */
export const MIGRATION_LOCK = 0x484145_01
export const PARTITION_LOCK = 0x484145_02
export const RETENTION_LOCK = 0x484145_03
export const HISTORY_LOCK = 0x484145_04
export const ERASURE_LOCK = 0x484145_0c
/** Held while the first user is made, and while a change may take the last admin away. */
export const USERS_LOCK = 0x484145_11
/** Held by whoever asks to look at certify rows: the same rows may be asked for by two tasks at once. */
export const LEDGER_LOCK = 0x484145_12
