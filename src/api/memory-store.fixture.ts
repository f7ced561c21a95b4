import type { KeyRecord, KeyStore } from './ports.ts'

/** A key store that forgets, for tests that need no database. */
export function memoryKeyStore(): KeyStore {
  const records = new Map<string, KeyRecord>()
  return {
    all: async () => [...records.values()],
    add: async (record) => void records.set(record.id, record),
    async revoke(id, at) {
      const record = records.get(id)
      if (!record || record.revokedAt !== null) return false
      records.set(id, { ...record, revokedAt: at })
      return true
    },
    async give(id, user) {
      const record = records.get(id)
      if (record?.user === null) records.set(id, { ...record, user })
    },
  }
}
