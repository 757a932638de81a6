-- Has Gatehouse decide about each request: http-request lua.gatehouse <service id>
--
-- Sets txn.gatehouse to "allowed" where the request may pass, and answers it where it may not; and txn.gatehouse_deprecation and
-- txn.gatehouse_sunset where the endpoint is deprecated.

-- Where haproxy.cfg takes questions to Gatehouse.
local GATEHOUSE = "http://127.0.0.1:6884"

-- In milliseconds, for the whole question.
local PATIENCE = 3000

-- What a decision depends on besides method and target.
local ASKED_WITH = {
    "authorization",
    "origin",
    "access-control-request-method",
    "sec-websocket-key",
    "x-http-method-override",
    "x-http-method",
    "x-method-override",
}

local IDENTITY = { "x-auth-subject", "x-auth-client", "x-auth-scope", "x-auth-endpoint" }

-- Values of HAProxy's lists of header fields are counted from 0.
local function first(headers, name)
    local values = headers and headers[name]
    return values and values[0]
end

local function question(txn)
    local given = txn.http:req_get_headers()
    local headers = {
        ["x-original-method"] = { txn.sf:method() },
        ["x-original-uri"] = { txn.sf:url() },
    }
    for _, name in ipairs(ASKED_WITH) do
        local values = given[name]
        if values then
            local all = {}
            local index = 0
            while values[index] do
                all[#all + 1] = values[index]
                index = index + 1
            end
            headers[name] = all
        end
    end
    return headers
end

local function refuse(txn, answer)
    local status = answer and answer.status
    local decided = status == 401 or status == 403
    local reply = txn:reply({ status = decided and status or 503 })
    local challenge = decided and first(answer.headers, "www-authenticate")
    if challenge then
        reply:add_header("WWW-Authenticate", challenge)
    end
    if decided and answer.body and #answer.body > 0 then
        reply:add_header("Content-Type", first(answer.headers, "content-type") or "application/json")
        reply:set_body(answer.body)
    end
    if not decided then
        reply:add_header("Retry-After", first(answer and answer.headers, "retry-after") or "5")
    end
    txn:done(reply)
end

core.register_action("gatehouse", { "http-req" }, function(txn, service)
    local answer = core.httpclient():get({
        url = GATEHOUSE .. "/access/" .. service,
        headers = question(txn),
        timeout = PATIENCE,
    })
    if not answer or answer.status ~= 200 then
        refuse(txn, answer)
        return
    end
    for _, name in ipairs(IDENTITY) do
        txn.http:req_set_header(name, first(answer.headers, name) or "")
    end
    for _, name in ipairs({ "deprecation", "sunset" }) do
        local value = first(answer.headers, name)
        if value then
            txn:set_var("txn.gatehouse_" .. name, value)
        end
    end
    txn:set_var("txn.gatehouse", "allowed")
end, 1)
