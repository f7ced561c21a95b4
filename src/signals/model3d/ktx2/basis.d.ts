declare module 'virtual:basis' {
  /** Transcoding of one KTX2 file; every method after `close` or on an invalid file gives 0 or false. */
  export interface Ktx2File {
    isValid(): number
    getWidth(): number
    getHeight(): number
    getLevels(): number
    getLayers(): number
    getFaces(): number
    startTranscoding(): number
    getImageTranscodedSizeInBytes(level: number, layer: number, face: number, format: number): number
    transcodeImage(
      out: Uint8Array,
      level: number,
      layer: number,
      face: number,
      format: number,
      unused: number,
      channel0: number,
      channel1: number,
    ): number
    close(): void
    delete(): void
  }
  export interface Basis {
    readonly KTX2File: new (bytes: Uint8Array) => Ktx2File
    initializeBasis(): void
  }
  export const makeBasis: (given: {
    readonly wasmBinary: Uint8Array
    print(text: string): void
    printErr(text: string): void
  }) => Promise<Basis>
  /** Its WebAssembly in base64. */
  export const wasm: string
}
