// Measures processes from outside.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/** @typedef {{ command: readonly string[], input?: Buffer, cwd?: string }} Program */

/**
 * Runs a program to its end; its output is read through a pipe and dropped.
 * @param {Program} program
 * @param {(pid: number) => void} [watch]
 * @returns {Promise<number>} milliseconds
 */
export function run({ command: [file = '', ...args], input, cwd }, watch) {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(file, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] })
    child.on('error', reject)
    child.on('close', code => {
      if (code === 0) resolve(performance.now() - start)
      else reject(new Error(`${file} ${args.join(' ')} ended with ${code}`))
    })
    child.stdout.resume()
    child.stdin.end(input)
    if (watch && child.pid !== undefined) watch(child.pid)
  })
}

/**
 * What a program prints.
 * @param {Program} program
 * @returns {Promise<string>}
 */
export function output({ command: [file = '', ...args], input, cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', piece => (text += piece))
    child.on('error', reject)
    child.on('close', () => resolve(text))
    child.stdin.end(input)
  })
}

/**
 * The median time of each program, in milliseconds. They take turns, so that what else the
 * machine does meets all of them.
 * @template {string} Name
 * @param {Record<Name, Program>} programs
 * @param {number} rounds
 * @returns {Promise<Record<Name, number>>}
 */
export async function medians(programs, rounds) {
  const entries = /** @type {[Name, Program][]} */ (Object.entries(programs))
  const times = entries.map(() => /** @type {number[]} */ ([]))
  for (let round = 0; round < rounds; round++) {
    for (const [at, [, program]] of entries.entries()) times[at]?.push(await run(program))
  }
  const found = entries.map(([name], at) => [name, median(times[at] ?? [])])
  return Object.fromEntries(found)
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN
}

/**
 * The most memory that a program held, in bytes; undefined where the system does not tell.
 * @param {Program} program
 */
export async function peakMemory(program) {
  /** @type {number | undefined} */
  let peak
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  await run(program, pid => {
    timer = setInterval(() => (peak = memoryOf(pid) ?? peak), 2)
  }).finally(() => clearInterval(timer))
  return peak
}

/** @param {number} pid */
function memoryOf(pid) {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    // It has ended, or this system has no /proc.
    return undefined
  }
}
