package dev.gatehouse.api;

/**
 * The server's error catalogue, whose entries the shared parts use too. The enum name is the {@code message} member of an
 * error body; {@code docs/errors.md} explains each entry under an anchor of its code.
 */
public enum ErrorCode implements ErrorEntry {
    INVALID_AUTH_TOKEN("ERR10000", 401, "The bearer token is not valid here: %s."),
    AUTH_TOKEN_EXPIRED("ERR10001", 401, "The bearer token expired at %s; ask for a new one."),
    MISSING_AUTH_TOKEN("ERR10002", 401, "Send 'Authorization: Bearer <access token>' with this request."),
    INVALID_DPOP_PROOF("ERR10003", 401, "The DPoP proof is not valid here: %s."),
    INSUFFICIENT_USER_AUTHENTICATION(
            "ERR10004", 401, "This needs a token whose user signed in at most %s seconds ago, and %s."),
    AUTH_TOKEN_SCOPE_MISMATCH("ERR10005", 403, "The token's scopes [%s] do not cover what this needs: %s."),
    INVALID_REQUEST_PATH("ERR10007", 404, "There is nothing at path '%s'."),
    METHOD_NOT_ALLOWED("ERR10008", 405, "Method %s is not allowed on '%s'; allowed: %s."),
    RUNTIME_EXCEPTION("ERR10010", 500, "Unexpected failure; its details are in the server's log under id %s."),
    CONTENT_TYPE_MISMATCH("ERR10015", 400, "Content-Type '%s' is not accepted here; send %s."),
    VALIDATOR_REQUEST_PARAMETER_QUERY_MISSING(
            "ERR11000", 400, "Query parameter '%s' is required on path '%s' but not found in request."),
    VALIDATOR_SCHEMA_INVALID_JSON("ERR11003", 400, "The body is not valid JSON at line %s, column %s: %s."),
    VALIDATOR_SCHEMA("ERR11004", 400, "The body does not match its schema: %s."),
    VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT("ERR11010", 400, "Parameter '%s' has the value '%s': %s."),
    VALIDATOR_REQUEST_PARAMETER_NUMBER_BELOW_MIN("ERR11011", 400, "Parameter '%s' is %s; the least is %s."),
    VALIDATOR_REQUEST_PARAMETER_NUMBER_ABOVE_MAX("ERR11012", 400, "Parameter '%s' is %s; the most is %s."),
    VALIDATOR_REQUEST_BODY_MISSING("ERR11014", 400, "A body is required on '%s %s' but the request has none."),
    PERMISSION_DENIED("ERR11620", 403, "%s."),
    USER_NOT_FOUND("ERR12013", 404, "User %s is not found."),
    CLIENT_NOT_FOUND("ERR12014", 404, "Client %s is not found."),
    SERVICE_NOT_FOUND("ERR12015", 404, "Service %s is not found."),
    SERVICE_ID_EXISTS("ERR12018", 400, "Service id %s exists."),
    CLIENT_ID_EXISTS("ERR12019", 400, "Client id %s exists."),
    SERVICE_ENDPOINT_NOT_FOUND("ERR12042", 404, "Service %s is not found."),
    ENDPOINT_IN_USE("ERR12100", 409, "Clients are linked to what this would remove: %s. %s."),
    PRECONDITION_FAILED("ERR12101", 412, "%s has changed: its entity tag is %s now, not the one in If-Match."),
    REQUEST_BODY_TOO_LARGE("ERR12102", 413, "The body is larger than the %s bytes accepted here."),
    CONTRACT_UNREADABLE("ERR12103", 422, "The contract cannot be read at line %s, column %s: %s."),
    TOO_MANY_REQUESTS("ERR12104", 429, "Too many requests: %s."),
    DATABASE_UNAVAILABLE("ERR12105", 503, "The database cannot be reached at the moment; try again shortly."),
    SERVER_BUSY("ERR12106", 503, "The server is at its limit of %s; try again shortly."),
    QUERY_PARAMETER_UNKNOWN("ERR12107", 400, "Query parameter '%s' is not known on path '%s'; %s."),
    REQUEST_TIMEOUT("ERR12108", 408, "The request was not complete after %s seconds."),
    BREAKING_CHANGE("ERR12109", 409, "The contract would break clients: %s. %s."),
    USER_ID_EXISTS("ERR12110", 400, "User id %s exists."),
    EMAIL_EXISTS("ERR12111", 400, "Another user has the email %s."),
    USER_IN_USE("ERR12112", 409, "User %s still owns %s; give them to another owner first."),
    CONTENT_ENCODING_UNSUPPORTED("ERR12113", 415, "Content-Encoding '%s' is not accepted; send the body as it is."),
    CONTRACT_NOT_FOUND("ERR12114", 404, "%s."),
    HEADER_INVALID("ERR12115", 400, "Header '%s' has the value '%s': %s."),
    REQUEST_HEADERS_TOO_LARGE("ERR12116", 431, "The request's headers are larger than the %s bytes accepted here."),
    REQUEST_TARGET_TOO_LONG("ERR12117", 414, "The request target is longer than the %s bytes accepted here."),
    MALFORMED_REQUEST("ERR12118", 400, "The request is not valid HTTP: %s."),
    INCORRECT_PASSWORD("ERR12119", 400, "The current password is not right, or there is no user %s."),
    CLIENT_WITHOUT_SECRET("ERR12120", 409, "Client %s authenticates with %s and has no secret."),
    ISSUER_UNAVAILABLE("ERR12121", 503, "The keys of issuer %s cannot be had at the moment; try again shortly."),
    CONNECTOR_NOT_FOUND("ERR12130", 404, "No service %s is registered in the token storage."),
    CONNECTION_NOT_FOUND("ERR12131", 404, "User %s has no connection to %s."),
    CONNECTOR_EXISTS("ERR12132", 409, "Service %s exists; another client registered it."),
    CONNECTION_EXISTS("ERR12133", 409, "User %s has a token for %s already."),
    RECONNECT_REQUIRED("ERR12134", 409, "User %s has to connect to %s again: %s."),
    TOKEN_UNAVAILABLE("ERR12135", 503, "No token of user %s for %s that is valid long enough can be had now: %s."),
    CLIENT_CREDENTIALS_WRONG("ERR12136", 401, "The client credentials are not valid: %s."),
    CLIENT_KEYS_UNAVAILABLE(
            "ERR12137", 503, "The keys of client %s cannot be fetched at the moment; try again shortly."),
    CODE_NOT_REDEEMED("ERR12140", 400, "The authorization code for service %s could not be redeemed: %s."),
    VENDOR_UNAVAILABLE("ERR12141", 503, "The third party behind service %s did not answer as it should; try again."),
    CONNECTOR_FAILED("ERR12142", 502, "The connector of service %s did not do this: %s."),
    PROJECT_NOT_FOUND("ERR12143", 404, "User %s has no project %s at service %s."),
    WEBHOOK_NOT_FOUND("ERR12150", 404, "Webhook %s is not found."),
    EVENT_NOT_FOUND("ERR12151", 404, "Event %s is not found."),
    WEBHOOK_LIMIT_REACHED("ERR12152", 409, "Client %s has %s webhooks already; that is the most."),
    ENDPOINT_NOT_REGISTERED("ERR12160", 403, "Service %s has no endpoint for %s %s."),
    REQUEST_TARGET_EVASIVE("ERR12161", 403, "The request to service %s is refused whatever its token: %s."),
    SERVICE_NOT_GUARDED("ERR12162", 403, "No service %s is registered, so nobody may call it."),
    FORWARDED_REQUEST_UNCLEAR("ERR12163", 400, "It cannot be told which request is asked about: %s."),
    GRAPHQL_UNDECIDABLE("ERR12170", 403, "It cannot be told what the GraphQL request asks for: %s."),
    POLICY_NOT_EXPRESSIBLE("ERR12175", 400, "The policy cannot be written in this format because of %s: %s."),
    RESOURCE_IN_USE("ERR12185", 400, "Resource %s belongs to another service; send another, or leave it out."),
    SCOPE_OF_ANOTHER_OWNER(
            "ERR12190",
            409,
            "What belongs to somebody else cannot be declared or required: %s. Ask the owner to share it, or choose"
                    + " another name."),
    SCOPE_NOT_FOUND("ERR12191", 404, "Scope %s is not found; no registered service declares it."),
    TOO_MANY_SCOPES("ERR12192", 400, "Service %s names %s scopes; the most is %s."),
    ACCESS_CLOSED("ERR12200", 403, "Nobody new gets access to %s."),
    ACCESS_REQUEST_NOT_FOUND("ERR12201", 404, "Access request %s is not found."),
    ACCESS_REQUEST_DECIDED("ERR12202", 409, "Access request %s is %s already."),
    ACCESS_REQUEST_LIMIT_REACHED("ERR12203", 409, "Client %s waits for %s access requests already; that is the most."),
    ACCESS_NOT_FOUND("ERR12204", 404, "Client %s has no access to service %s."),
    CONFIRMATION_NOT_FOUND("ERR12230", 404, "No connection by connect link %s waits to be confirmed."),
    CONNECT_CODE_WRONG("ERR12231", 400, "The code is not the one that came back last for connect link %s."),
    CONNECT_LINK_FORWARDED("ERR12232", 409, "Connect link %s was not made for user %s; nothing is connected."),
    TEAM_NOT_FOUND("ERR12240", 404, "Team %s is not found."),
    TEAM_ID_EXISTS("ERR12241", 400, "Team id %s is taken by a team, a user or a client."),
    TEAM_IN_USE("ERR12242", 409, "Team %s still owns %s; hand them over first."),
    TEAM_WITHOUT_OWNER("ERR12243", 409, "Team %s would have no owner; make somebody else an owner of it first."),
    TEAM_MEMBER_NOT_FOUND("ERR12244", 404, "User %s is not in team %s."),
    TEAM_LIMIT_REACHED("ERR12245", 409, "User %s is in %s teams already; that is the most."),
    SESSION_NOT_FOUND("ERR12246", 404, "User %s has no session %s."),
    TOKEN_NOT_FOUND("ERR12247", 404, "No refresh token %s works."),
    DATABASE_READ_ONLY("ERR12250", 503, "The database takes no writes at the moment; try again shortly."),
    DATABASE_FULL("ERR12251", 503, "The database has no room for this at the moment; its operator has to make some."),
    DATABASE_LOCKED(
            "ERR12252", 503, "Another session holds a lock in the database that this needs; try again shortly."),
    DATABASE_TIMED_OUT("ERR12253", 503, "The database took too long for this and was stopped; try again shortly."),
    DATABASE_CROWDED("ERR12254", 503, "The database has no connection or memory to spare; try again shortly."),
    VALUE_NOT_STORABLE("ERR12255", 400, "The request holds what cannot be stored: %s.");

    private final String code;
    private final int status;
    private final String template;

    ErrorCode(String code, int status, String template) {
        this.code = code;
        this.status = status;
        this.template = template;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String template() {
        return template;
    }
}
