import { type Finding, ok, warn } from './finding.ts'

const OCR = 'writing in pictures'
const VIDEO = 'videos'

/** Checks that there is language data that can be used, in these folders. */
export async function checkOcr(folders: readonly string[]): Promise<Finding> {
  // The reader takes a while to load, and no other command needs it.
  const [{ LANGUAGES }, { openTextReader }] = await Promise.all([
    import('../../signals/image/read/language-data.ts'),
    import('../../signals/image/read/open-text-reader.ts'),
  ])
  const reader = await openTextReader({ folders, clock: () => performance.now() })
  await reader.close()
  const missing = LANGUAGES.filter((language) => !reader.languages.includes(language))
  const mend = `run "npm ci" again, which brings it along, or set HAECHI_TESSDATA to a folder with ${missing.map((language) => `${language}.traineddata`).join(' and ')}`
  if (reader.languages.length === 0)
    return warn(OCR, 'not read: there is no language data; QR codes are read', mend)
  const found = `${reader.languages.join(' and ')} are read`
  return missing.length === 0 ? ok(OCR, found) : warn(OCR, `only ${reader.languages.join(' and ')}`, mend)
}

/** Checks that there is an ffmpeg that runs. */
export async function checkVideo(path: string | undefined): Promise<Finding> {
  const { openVideoReader } = await import('../../signals/video/open-video-reader.ts')
  const { finding } = await openVideoReader({ path })
  return finding === undefined
    ? ok(VIDEO, 'read by ffmpeg')
    : warn(
        VIDEO,
        'not read: there is no ffmpeg; items with one are held',
        'install ffmpeg, and see that it is in PATH',
      )
}
