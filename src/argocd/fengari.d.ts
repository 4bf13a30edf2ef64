// The part of fengari that tests call; it has no types of its own.
declare module 'fengari' {
  export type LuaState = { readonly isLuaState: true }
  type Text = { readonly isLuaText: true }
  type Open = (state: LuaState) => number

  export function to_luastring(text: string): Text

  export const lua: {
    readonly LUA_TNUMBER: number
    lua_checkstack(state: LuaState, count: number): number
    lua_pushnil(state: LuaState): void
    lua_pushboolean(state: LuaState, value: boolean): void
    lua_pushnumber(state: LuaState, value: number): void
    lua_pushinteger(state: LuaState, value: number): void
    lua_pushstring(state: LuaState, value: Text): void
    lua_createtable(state: LuaState, items: number, entries: number): void
    lua_settable(state: LuaState, index: number): void
    lua_setglobal(state: LuaState, name: Text): void
    lua_next(state: LuaState, index: number): number
    lua_pop(state: LuaState, count: number): void
    lua_pcall(state: LuaState, given: number, wanted: number, handler: number): number
    lua_type(state: LuaState, index: number): number
    lua_isboolean(state: LuaState, index: number): boolean
    lua_isstring(state: LuaState, index: number): boolean
    lua_istable(state: LuaState, index: number): boolean
    lua_toboolean(state: LuaState, index: number): boolean
    lua_tonumber(state: LuaState, index: number): number
    lua_tojsstring(state: LuaState, index: number): string
  }

  export const lauxlib: {
    luaL_newstate(): LuaState
    luaL_requiref(state: LuaState, name: Text, open: Open, isGlobal: number): void
    luaL_loadstring(state: LuaState, script: Text): number
  }

  export const lualib: { readonly luaopen_base: Open; readonly luaopen_table: Open }
}
