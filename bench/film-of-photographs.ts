import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Seconds that each photograph is seen. */
export const EACH_SECONDS = 4

/** A film of photographs that the camera moves over and into, 25 frames a second of 640 × 480. */
export function filmOf(ffmpeg: string, photographs: readonly string[], file: string): Buffer {
  const inputs = photographs.flatMap((photograph) => [
    ...['-loop', '1', '-framerate', '25', '-t', String(EACH_SECONDS), '-i', photograph],
  ])
  const scenes = photographs.map(
    (_, at) =>
      `[${at}:v]scale=1280:960:force_original_aspect_ratio=increase,crop=1280:960,zoompan=z='1+0.004*on':x='${at % 2 === 0 ? 'on' : 'iw-iw/zoom-on'}':y='on/2':d=1:s=640x480:fps=25,setsar=1[s${at}]`,
  )
  const joined = `${photographs.map((_, at) => `[s${at}]`).join('')}concat=n=${photographs.length}:v=1[out]`
  return run(ffmpeg, [...inputs, '-filter_complex', [...scenes, joined].join(';'), '-map', '[out]'], file)
}

/** What is done to a film by whoever sends it again; `found`: what is meant to be found. */
export const COPIES: readonly {
  readonly name: string
  readonly found: boolean
  readonly args: readonly string[]
}[] = [
  { name: 'recompressed hard', found: true, args: ['-q:v', '31'] },
  { name: 'a quarter of the size', found: true, args: ['-vf', 'scale=160:120'] },
  { name: '15 frames a second', found: true, args: ['-r', '15'] },
  { name: 'brighter and of more contrast', found: true, args: ['-vf', 'eq=brightness=0.1:contrast=1.2'] },
  {
    name: 'a logo in a corner, 90 × 60 of 640 × 480',
    found: false,
    args: ['-vf', 'drawbox=x=20:y=20:w=90:h=60:color=red:t=fill'],
  },
  { name: 'the middle half', found: true, args: ['-ss', '6', '-t', '12'] },
  { name: 'five seconds', found: true, args: ['-ss', '9.3', '-t', '5'] },
  {
    name: 'all of it: small, five seconds, hard',
    found: true,
    args: ['-ss', '9.3', '-t', '5', '-vf', 'scale=240:180', '-q:v', '25'],
  },
  { name: 'edges cut by 5 %', found: false, args: ['-vf', 'crop=iw*0.9:ih*0.9'] },
  { name: 'bars above and below', found: false, args: ['-vf', 'pad=iw:ih*1.25:0:oh/10'] },
]

export function copyOf(ffmpeg: string, film: string, args: readonly string[], file: string): Buffer {
  return run(ffmpeg, ['-i', film, ...args], file)
}

function run(ffmpeg: string, args: readonly string[], file: string): Buffer {
  const quality = args.includes('-q:v') ? [] : ['-q:v', '4']
  execFileSync(ffmpeg, ['-loglevel', 'error', '-y', ...args, '-c:v', 'mpeg4', ...quality, file])
  return readFileSync(file)
}
