-- Has Gatehouse decide about each request, from an access checker of mod_lua.
--
-- Environment variables of the request say what it is for: GATEHOUSE_SERVICE, and GATEHOUSE_HOST and GATEHOUSE_PORT
-- where Gatehouse's admin listener is not at 127.0.0.1:6883. Each path out of decide() returns a status: mod_lua takes
-- nothing for a yes, and an error for 500.

local socket = require "socket"

-- In seconds.
local CONNECT_PATIENCE = 1
local PATIENCE = 2

-- What a decision depends on besides method and target.
local ASKED_WITH = {
    "Authorization",
    "Origin",
    "Access-Control-Request-Method",
    "Sec-WebSocket-Key",
    "X-HTTP-Method-Override",
    "X-HTTP-Method",
    "X-Method-Override",
}

local IDENTITY = { "X-Auth-Subject", "X-Auth-Client", "X-Auth-Scope", "X-Auth-Endpoint" }

-- For the client, in the answer of the service.
local TOLD = { "Deprecation", "Sunset" }

-- Some frameworks believe these rather than the request line.
local MISLEADING = {
    "X-Original-Method",
    "X-Original-URI",
    "X-Original-URL",
    "X-Rewrite-URL",
    "X-Forwarded-Method",
    "X-Forwarded-Uri",
}

-- This thread's connection to Gatehouse, or nil.
local connection

local function close()
    if connection then
        connection:close()
        connection = nil
    end
end

local function connect(host, port)
    local fresh = socket.tcp()
    fresh:settimeout(CONNECT_PATIENCE)
    if not fresh:connect(host, port) then
        fresh:close()
        return false
    end
    fresh:setoption("tcp-nodelay", true)
    connection = fresh
    return true
end

-- A line or so many bytes, before the deadline; nil where they do not come.
local function receive(what, deadline)
    local left = deadline - socket.gettime()
    if left <= 0 then
        return nil
    end
    connection:settimeout(left)
    return (connection:receive(what))
end

local function read_head(deadline)
    local line = receive("*l", deadline)
    local status = line and tonumber(line:match("^HTTP/1%.1 (%d%d%d)"))
    if not status then
        return nil
    end
    local headers = {}
    while true do
        line = receive("*l", deadline)
        if not line then
            return nil
        end
        if line == "" then
            return { status = status, headers = headers }
        end
        local name, value = line:match("^([^:]+):%s*(.-)%s*$")
        if name then
            headers[name:lower()] = value
        end
    end
end

-- Its status and header fields; nil where there is none.
local function read_answer(deadline)
    local answer = read_head(deadline)
    if not answer then
        return nil
    end
    local length = tonumber(answer.headers["content-length"])
    local body = length and (length == 0 or receive(length, deadline))
    if not body or (answer.headers["connection"] or ""):lower() == "close" then
        close()
    end
    return answer
end

-- A connection that was kept alive may have been closed meanwhile: then another one is asked, once.
local function ask(host, port, question)
    local deadline = socket.gettime() + PATIENCE
    for _ = 1, 2 do
        local kept = connection ~= nil
        if not kept and not connect(host, port) then
            return nil
        end
        connection:settimeout(PATIENCE)
        local answer = connection:send(question) and read_answer(deadline)
        if answer then
            return answer
        end
        close()
        if not kept then
            return nil
        end
    end
    return nil
end

local function question(r, host)
    local lines = {
        "GET /access/" .. r.subprocess_env["GATEHOUSE_SERVICE"] .. " HTTP/1.1",
        "Host: " .. host,
        "X-Original-Method: " .. r.method,
        "X-Original-URI: " .. r.unparsed_uri,
    }
    for _, name in ipairs(ASKED_WITH) do
        local value = r.headers_in[name]
        if value then
            lines[#lines + 1] = name .. ": " .. value
        end
    end
    return table.concat(lines, "\r\n") .. "\r\n\r\n"
end

-- What Connection may name. Whatever it names is removed before the request goes on, so it must not name what is set here.
local OF_CONNECTION = { ["close"] = true, ["keep-alive"] = true, ["upgrade"] = true, ["te"] = true, ["http2-settings"] = true }

-- X_Auth_Subject is X-Auth-Subject to many frameworks: no name with anything but letters, digits and hyphens passes.
local function is_misleading(r)
    for name in pairs(r:headers_in_table()) do
        if name:find("[^%w-]") then
            return true
        end
    end
    for name in (r.headers_in["Connection"] or ""):lower():gmatch("[^%s,]+") do
        if not OF_CONNECTION[name] then
            return true
        end
    end
    return false
end

local function refuse(r, answer)
    if answer and (answer.status == 401 or answer.status == 403) then
        r.err_headers_out["WWW-Authenticate"] = answer.headers["www-authenticate"]
        return answer.status
    end
    r.err_headers_out["Retry-After"] = answer and answer.headers["retry-after"] or "5"
    return 503
end

function decide(r)
    if is_misleading(r) then
        return 400
    end
    for _, name in ipairs(MISLEADING) do
        r.headers_in[name] = nil
    end
    local host = r.subprocess_env["GATEHOUSE_HOST"] or "127.0.0.1"
    local port = tonumber(r.subprocess_env["GATEHOUSE_PORT"] or 6883)
    local answer = ask(host, port, question(r, host))
    if not answer or answer.status ~= 200 then
        return refuse(r, answer)
    end
    for _, name in ipairs(IDENTITY) do
        r.headers_in[name] = answer.headers[name:lower()] or ""
    end
    for _, name in ipairs(TOLD) do
        local value = answer.headers[name:lower()]
        if value then
            r.err_headers_out[name] = value
        end
    end
    return apache2.OK
end
