import { type CountingHost, createModelHost, type HostParts } from './create-model-host.ts'

/** A host without a thread or secrets of its own, for tests. */
export function testHost(parts: Partial<HostParts> = {}): CountingHost {
  return createModelHost({
    stopwatch: () => performance.now(),
    fetch: (input, init) => fetch(input, init),
    secret: () => undefined,
    onnx: undefined,
    storeDir: undefined,
    packDir: undefined,
    ...parts,
  })
}
