import { grouped, kept } from '../groups.ts'
import { mayShareNamespace } from './resource.ts'
import type { Resource } from './resource.ts'

/** An object of a snapshot. */
type Live = {
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined }
}

/** A live object, as the readers of resources take it. */
export function resourceIn(live: Live): Resource {
  // It was JSON, of which a schema names a part.
  return live as unknown as Resource
}

/** Finds the live objects of a name; where no namespace is known, those of every namespace. */
export function findLive<Found extends Live>(
  objects: readonly Found[],
  { name, namespace }: { readonly name: string; readonly namespace: string | undefined }
): Found[] {
  const places = placesByName(objects).get(name) ?? []
  return places.flatMap(at => {
    const found = objects[at]
    return found && mayShareNamespace(found.metadata.namespace, namespace) ? [found] : []
  })
}

/** Where the objects of each name stand in their list. */
const placesByName = kept((objects: readonly Live[]) =>
  grouped([...objects.keys()], at => objects[at]?.metadata.name ?? '')
)
