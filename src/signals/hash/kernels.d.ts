declare module 'virtual:kernel/*' {
  /** A WebAssembly module in base64; its source is kernels/NAME.ts. */
  export const kernel: string
}
