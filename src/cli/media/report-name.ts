import { basename, extname } from 'node:path'

/** Names of the reports of files, each once: letters, digits, dots and dashes of the file's own name. */
export function reportNames(): (file: string) => string {
  const taken = new Set<string>()
  return (file) => {
    const own =
      basename(file, extname(file))
        .replace(/[^\p{L}\p{N}._-]+/gu, '_')
        .slice(0, 80) || 'file'
    let name = own
    for (let i = 2; taken.has(name); i++) name = `${own}-${i}`
    taken.add(name)
    return name
  }
}
