import { expect, test } from 'vitest'
import { ffmpegLog } from './ffmpeg-log.ts'

const LINES = [
  "[info] Input #0, mov,mp4,m4a,3gp,3g2,mj2, from '/dev/fd/0':",
  '[info]   Metadata:',
  '[info]     title           : a',
  '[info]                     : Duration: 99:00:00.00, start',
  '[info]   Duration: 00:01:04.50, start: 0.000000, bitrate: 797 kb/s',
  '[info]   Stream #0:0[0x1](und): Video: h264 (High), yuv420p, 640x360, 30 fps (default)',
  '[info]   Stream #0:1(und): Audio: aac, 44100 Hz',
  '[info]   Stream #0:2: Video: png, rgb24(pc), 600x600 (attached pic)',
  '[Parsed_showinfo_0 @ 0x55] [info] config in time_base: 1/15360, frame_rate: 30000/1001',
  "[info] Output #0, image2pipe, to 'pipe:1':",
  '[info]   Stream #0:0(und): Video: ppm, rgb24',
  '[Parsed_showinfo_0 @ 0x55] [info] n:   0 pts:      0 pts_time:0       pos: 48',
  '[Parsed_showinfo_2 @ 0x56] [info] n:   0 pts:      0 pts_time:0       pos: 48',
  '[Parsed_showinfo_0 @ 0x55] [info] n:  17 pts:   512 pts_time:0.5     pos: 94',
  '[Parsed_showinfo_2 @ 0x56] [info] n:   1 pts:   512 pts_time:0.5     pos: 94',
  '[h264 @ 0x5581] [error] error while decoding MB 1 2',
]

test('figures are taken from the log, whatever the pieces; what metadata say is not believed', () => {
  for (const size of [1, 7, 10_000]) {
    const { log, take } = ffmpegLog()
    const text = `${LINES.join('\n')}\n`
    for (let at = 0; at < text.length; at += size) take(text.slice(at, at + size))
    expect(log).toEqual({
      ...{ duration: 64.5, rate: 30000 / 1001, streams: 2, faults: 1 },
      given: [
        { index: 0, seconds: 0 },
        { index: 17, seconds: 0.5 },
      ],
    })
  }
})
