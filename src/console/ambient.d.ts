declare module '*.css'

/** Made by the build from the contract: method and path of every route. */
declare module 'virtual:routes' {
  export const PATHS: Readonly<Record<string, readonly [method: string, path: string]>>
}
