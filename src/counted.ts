/** A number of things in words: `1 pod`, `2 pods`. */
export const counted = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`
