import type { Files, Unfollowed } from './files.ts'
import type { Entries } from '../yaml/node.ts'
import { readHelmfile, shown } from './helmfile.ts'
import type { State } from './helmfile.ts'
import { layerOf, layersOf } from './layers.ts'
import type { Layer } from './layers.ts'
import { coalesce, overlay } from './merge.ts'
import { isInstalled, isSelected, releasesOf } from './release.ts'
import type { Release } from './release.ts'

/** A release in an environment: all values that it gets. */
export type Cell = {
  readonly release: string
  readonly environment: string
  readonly chart: string
  readonly layers: readonly Layer[]
  /** The values that the chart gets; without what was not followed. */
  readonly values: Entries
  /** The helmfile with what it reads: steps may come from there, through a template. */
  readonly state: readonly string[]
  readonly unfollowed: readonly Unfollowed[]
  /** Whether helmfile installs it there, as far as that can be told. */
  readonly isInstalled: boolean
}

/** The releases of a helmfile in an environment. */
export function cellsOf(files: Files, path: string, environment: string): Cell[] {
  return readHelmfile(files, path, environment).flatMap(state => {
    const releases = releasesOf(files, state)
    return releases.length === 0 && state.unfollowed.length > 0
      ? [cellOf({ name: '-', state, layers: [], unfollowed: state.unfollowed })]
      : releases
          .filter(release => isSelected(state, release))
          .map(release => cellOfRelease(files, state, release))
  })
}

/** Files of values without a helmfile: the later counts. */
export function cellOfValues(files: Files, paths: readonly string[]): Cell {
  const unfollowed: Unfollowed[] = []
  const layers = paths.map(path => layerOf({ files, unfollowed }, path, {}))
  const state = { environment: '-', files: [] }
  return cellOf({ name: '-', state, layers, unfollowed })
}

function cellOfRelease(files: Files, state: State, release: Release): Cell {
  const unfollowed: Unfollowed[] = [...state.unfollowed]
  const read = new Set(state.files)
  const layers = layersOf({ files, state, release, unfollowed, read })
  const { name, chart } = release
  const whole = { ...state, files: [...read] }
  const cell = cellOf({ name: shown(name), chart, state: whole, layers, unfollowed })
  return { ...cell, isInstalled: isInstalled(files, state, release) }
}

type Stack = {
  readonly name: string
  readonly chart?: string
  readonly state: Pick<State, 'environment' | 'files'>
  readonly layers: readonly Layer[]
  readonly unfollowed: readonly Unfollowed[]
}

function cellOf({ name, chart = '', state, layers, unfollowed }: Stack): Cell {
  const below = layers.filter(({ kind }) => kind === 'chart')
  const own = layers.filter(({ kind }) => kind !== 'chart')
  const merge = (all: readonly Layer[]) =>
    all.reduce<Entries>((merged, { data = {} }) => overlay(merged, data), {})
  return {
    release: name,
    environment: state.environment,
    layers,
    chart,
    values: coalesce(merge(below), merge(own)),
    state: state.files,
    unfollowed,
    isInstalled: true
  }
}
