// A service that is killed between the record of an applied version and its first decision. Argument: its folder.

import { startTestService } from './api-service.fixture.ts'

const { url } = await startTestService({
  dir: process.argv[2]!,
  wrapStore: (store) => ({
    ...store,
    versions: {
      ...store.versions,
      async record(version, files) {
        const recorded = await store.versions.record(version, files)
        if (version.via === 'apply') process.kill(process.pid, 'SIGKILL')
        return recorded
      },
    },
  }),
})
process.stdout.write(`${url}\n`)
