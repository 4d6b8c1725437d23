// Runs before anything is built: no dependencies, plain JavaScript.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** Weights that documents are set in; the packages of the fonts hold nine each. */
const SET_IN = /^(400Regular|700Bold)$/

/** What a server never loads, by folder of `node_modules`: everything in it whose name fits goes. */
const UNUSED = [
  // Prisma's window on data and its database for development come with its command line; only its generator is run here.
  { folder: '@prisma/studio-core/dist', fits: /^(ui|metafile.*)$/ },
  { folder: '@prisma/dev/dist', fits: /^runtime-assets$/ },
  { folder: '@electric-sql', fits: /./ },
  { folder: '@visx', fits: /./ },
  { folder: 'elkjs', fits: /./ },
  // The compilers of queries for other databases.
  { folder: '@prisma/client/runtime', fits: /^query_compiler_.*\.(sqlserver|cockroachdb|mysql|sqlite)\./ },
  { folder: 'prisma/build', fits: /\.(sqlserver|cockroachdb|mysql|sqlite)\./ },
  // The drawings that the React icons were made from.
  { folder: '@tabler/icons', fits: /^(icons|categories|.*nodes-.*\.json|icons\.json)$/ },
  { folder: '@expo-google-fonts/noto-sans', fits: /^\d00/, but: SET_IN },
  { folder: '@expo-google-fonts/noto-sans-sc', fits: /^\d00/, but: SET_IN },
]

/** Maps from built scripts to their sources: a tenth of all packages, for debuggers. */
const MAP = /\.(js|mjs|cjs|ts|mts|cts|css)\.map$/

/**
 * Removes from a fresh `node_modules` what running Stoa never loads. npm would bring it back whole at the next `npm ci`.
 * @param {string} modules the folder
 */
export function trim(modules) {
  for (const { folder, fits, but } of UNUSED) {
    const place = path.join(modules, folder)
    for (const name of existsSync(place) ? readdirSync(place) : [])
      if (fits.test(name) && !but?.test(name)) rmSync(path.join(place, name), { recursive: true })
  }
  for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && MAP.test(entry.name)) rmSync(path.join(entry.parentPath, entry.name))
}
