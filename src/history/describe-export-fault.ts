const FILES = new Set([
  'EEXIST',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'EIO',
  'EMFILE',
  'ENFILE',
  'EBUSY',
  'ENOTEMPTY',
])

/** An error of the export in words that are safe to log: DuckDB's and Postgres' own messages may quote values. */
export function describeExportFault(fault: unknown): string {
  const { code, message = '' } = fault as { code?: unknown; message?: string }
  if (code === 'ENOSPC' || code === 'EDQUOT' || /no space left|disk quota/i.test(message))
    return 'the disk of its folder is full; make room on it.'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || /permission denied/i.test(message))
    return 'its folder cannot be written; give this user the right to.'
  if (/out of memory|failed to allocate/i.test(message)) return 'there is not enough memory for it.'
  if ((typeof code === 'string' && FILES.has(code)) || /^IO Error/.test(message))
    return `its files cannot be written or read${typeof code === 'string' ? ` (${code})` : ''}; look at its folder and disk.`
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code))
    return `the database refuses (SQLSTATE ${code}).`
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return `the database cannot be reached (${code}).`
  if (/connection|terminated|timeout/i.test(message)) return 'the database cannot be reached.'
  return `an unexpected fault (${(fault as Error | undefined)?.name ?? 'unknown'}).`
}
