import { lauxlib, lua, lualib, to_luastring } from 'fengari'
import type { LuaState } from 'fengari'

/** Plain data, as a script sees it and answers. */
export type Data =
  null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data }

/**
 * Runs a script on an object as Argo CD does: with the base library and `table` alone, an empty
 * table of the answer for an empty list (argo-cd util/lua/lua.go, gopher-json).
 */
export function runLua(script: string, obj: Data): { answer: Data } | { error: string } {
  const state = lauxlib.luaL_newstate()
  lauxlib.luaL_requiref(state, to_luastring('_G'), lualib.luaopen_base, 1)
  lauxlib.luaL_requiref(state, to_luastring('table'), lualib.luaopen_table, 1)
  push(state, obj)
  lua.lua_setglobal(state, to_luastring('obj'))
  const failed =
    lauxlib.luaL_loadstring(state, to_luastring(script)) || lua.lua_pcall(state, 0, 1, 0)
  return failed ? { error: lua.lua_tojsstring(state, -1) } : { answer: pull(state) }
}

function push(state: LuaState, data: Data): void {
  if (data === null) return lua.lua_pushnil(state)
  if (typeof data === 'boolean') return lua.lua_pushboolean(state, data)
  if (typeof data === 'number') return lua.lua_pushnumber(state, data)
  if (typeof data === 'string') return void lua.lua_pushstring(state, to_luastring(data))
  lua.lua_checkstack(state, 3)
  lua.lua_createtable(state, 0, 0)
  for (const [key, value] of Object.entries(data)) {
    if (Array.isArray(data)) lua.lua_pushinteger(state, Number(key) + 1)
    else lua.lua_pushstring(state, to_luastring(key))
    push(state, value)
    lua.lua_settable(state, -3)
  }
}

/** Takes the value at the top of the stack. */
function pull(state: LuaState): Data {
  const data = read(state)
  lua.lua_pop(state, 1)
  return data
}

function read(state: LuaState): Data {
  if (lua.lua_isboolean(state, -1)) return lua.lua_toboolean(state, -1)
  if (lua.lua_type(state, -1) === lua.LUA_TNUMBER) return lua.lua_tonumber(state, -1)
  if (lua.lua_isstring(state, -1)) return lua.lua_tojsstring(state, -1)
  if (!lua.lua_istable(state, -1)) return null
  const entries: [string | number, Data][] = []
  // The key and the value at hand; without asking there is room for a few levels only.
  lua.lua_checkstack(state, 2)
  lua.lua_pushnil(state)
  while (lua.lua_next(state, -2)) {
    const value = pull(state)
    const isIndex = lua.lua_type(state, -1) === lua.LUA_TNUMBER
    const key = isIndex ? lua.lua_tonumber(state, -1) : lua.lua_tojsstring(state, -1)
    entries.push([key, value])
  }
  const isList = entries.every(([key]) => typeof key === 'number')
  if (!isList) return Object.fromEntries(entries)
  return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value)
}
