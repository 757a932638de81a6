package dev.gatehouse.settings;

import dev.gatehouse.config.AccessLog;
import dev.gatehouse.config.HiddenText;
import dev.gatehouse.config.SettingType;
import dev.gatehouse.http.syntax.AddressBlock;
import dev.gatehouse.http.syntax.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * One thing an operator can set: its name, its values, its default and what it means. The constants here are the only
 * list of settings; parsing, the check for unknown names, the usage text and the documentation all follow it.
 *
 * <p>Immutable.
 *
 * @param key its name in a configuration file, such as {@code admin-port}
 * @param type the values it takes
 * @param whenUnset its default as text that {@code type} reads, or, where {@code computed}, a description of it
 * @param computed whether the default follows from other settings
 * @param flag whether {@code gatehouse server} takes it on the command line too
 * @param meaning one line for the operator
 */
public record Setting<T>(
        String key, SettingType<T> type, String whenUnset, boolean computed, boolean flag, String meaning) {
    private static final String ENVIRONMENT_PREFIX = "GATEHOUSE_";
    private static final List<Setting<?>> DEFINED = new ArrayList<>();

    static final Setting<Path> DATA =
            flag("data", SettingType.path(), "./data", "Folder for everything this process keeps.");
    static final Setting<String> BIND = flag(
            "bind",
            ServerSettingTypes.address(),
            "127.0.0.1",
            "Address both listeners listen on; 0.0.0.0 for every one.");
    static final Setting<Integer> ADMIN_PORT = flag(
            "admin-port", SettingType.number(0, 65535), "6883", "Port of the admin listener; 0 for any that is free.");
    static final Setting<Integer> PUBLIC_PORT = flag(
            "public-port",
            SettingType.number(0, 65535),
            "8888",
            "Port of the public listener; 0 for any that is free.");
    static final Setting<URI> ISSUER = computed(
            "issuer",
            SettingType.url(),
            "http(s)://localhost:<public-port>",
            "URL by which the world reaches the public listener; every token names it.");
    static final Setting<URI> ADMIN_URL = computed(
            "admin-url",
            SettingType.url(),
            "http(s)://localhost:<admin-port>",
            "URL by which others reach the admin listener.");
    static final Setting<Set<String>> ADMIN_ALLOWED_ORIGINS = computed(
            "admin-allowed-origins",
            ServerSettingTypes.origins(),
            "none",
            "Other origins whose pages may call the admin listener's API with a bearer token.");
    static final Setting<List<AddressBlock>> TRUSTED_PROXIES = computed(
            "trusted-proxies",
            ServerSettingTypes.addressBlocks(),
            "none",
            "Reverse proxies that are believed about where a request comes from.");
    static final Setting<TrustedProxies.Field> TRUSTED_PROXY_FIELD = define(
            "trusted-proxy-field",
            SettingType.choice(TrustedProxies.Field.class),
            "x-forwarded-for",
            "The field of a request in which they say it; they must write it themselves, or add to it.");
    static final Setting<ProxyProtocol> PROXY_PROTOCOL = define(
            "proxy-protocol",
            SettingType.choice(ProxyProtocol.class),
            "off",
            "Where connections of trusted-proxies must begin with a header of the PROXY protocol.");
    static final Setting<Integer> STOP_DELAY_SECONDS = define(
            "stop-delay-seconds",
            SettingType.number(0, 600),
            "0",
            "How long a process that is told to stop goes on as before, while its readiness is 503.");
    static final Setting<DatabaseUrl> DATABASE_URL = computed(
            "database-url",
            ServerSettingTypes.databaseUrl(),
            "an embedded PostgreSQL under <data>",
            "Your own PostgreSQL, with user and password.");
    static final Setting<Integer> DATABASE_POOL_SIZE =
            define("database-pool-size", SettingType.number(2, 500), "16", "Most connections to the database.");
    static final Setting<Integer> DATABASE_WAIT_SECONDS = define(
            "database-wait-seconds",
            SettingType.number(1, 300),
            "3",
            "How long requests wait for the database, which may be silent for a third of that.");
    static final Setting<Path> MASTER_KEY_FILE = computed(
            "master-key-file",
            SettingType.path(),
            "<data>/master.key",
            "File with the key that encrypts secrets in the database; created at the first start.");
    static final Setting<HiddenText> MASTER_KEY = computed(
            "master-key",
            SettingType.hidden("the content of a key file"),
            "the key in <master-key-file>",
            "That key itself, in place of a file.");
    static final Setting<String> MASTER_KEY_KMS = computed(
            "master-key-kms",
            ServerSettingTypes.keyUri(),
            "the key in <master-key-file>",
            "A key of a key management service that keeps it closed, in place of a file.");
    static final Setting<Path> ADMIN_TLS_CERTIFICATE = computed(
            "admin-tls-certificate",
            SettingType.readableFile(),
            "plain HTTP",
            "PEM certificate chain of the admin listener.");
    static final Setting<Path> ADMIN_TLS_KEY = computed(
            "admin-tls-key", SettingType.readableFile(), "plain HTTP", "PEM private key of the admin listener.");
    static final Setting<Path> PUBLIC_TLS_CERTIFICATE = computed(
            "public-tls-certificate",
            SettingType.readableFile(),
            "plain HTTP",
            "PEM certificate chain of the public listener.");
    static final Setting<Path> PUBLIC_TLS_KEY = computed(
            "public-tls-key", SettingType.readableFile(), "plain HTTP", "PEM private key of the public listener.");
    static final Setting<Integer> ACCESS_TOKEN_SECONDS =
            define("access-token-seconds", SettingType.number(60, 86_400), "600", "How long an access token lives.");
    static final Setting<Integer> REFRESH_GRACE_SECONDS = define(
            "refresh-grace-seconds",
            SettingType.number(0, 600),
            "10",
            "How long a lost answer with a refresh token may be asked for again.");
    static final Setting<SigningAlgorithm> SIGNING_ALGORITHM = define(
            "signing-algorithm",
            SettingType.choice(SigningAlgorithm.class),
            "es256",
            "What access tokens are signed with; rs256 for services that verify nothing else.");
    static final Setting<Path> PASSWORD_LIST = computed(
            "password-list",
            SettingType.readableFile(),
            "the one that comes along",
            "File with more passwords that nobody may have, one a line.");
    static final Setting<Path> TEXTS_DIRECTORY = computed(
            "texts-directory",
            SettingType.readableDirectory(),
            "none",
            "Folder with texts that add languages to pages for people, or replace ours.");
    static final Setting<Path> TRUSTED_ISSUERS = computed(
            "trusted-issuers",
            SettingType.readableFile(),
            "none",
            "YAML file with other issuers whose access tokens are taken; see other-issuers.md.");
    static final Setting<Boolean> VAULT_ALLOW_LOOPBACK_HTTP = define(
            "vault-allow-loopback-http",
            SettingType.yesOrNo(),
            "false",
            "Allows third parties on this machine, also by plain http; for development and tests.");
    static final Setting<Integer> VAULT_VENDOR_SECONDS = define(
            "vault-vendor-seconds",
            SettingType.number(1, 120),
            "15",
            "Time a third party has to answer when it is asked for tokens.");
    static final Setting<Integer> VAULT_CALLS_PER_VENDOR = define(
            "vault-calls-per-vendor",
            SettingType.number(1, 1000),
            "32",
            "Most calls of one third party at a time, from each process.");
    static final Setting<Integer> VAULT_ASSUMED_TOKEN_SECONDS = define(
            "vault-assumed-token-seconds",
            SettingType.number(60, 31_536_000),
            "3600",
            "How long a third party's access token lives where it does not say.");
    static final Setting<Integer> VAULT_RETRY_DAYS = define(
            "vault-retry-days",
            SettingType.number(1, 365),
            "7",
            "For how many days a refresh is tried before the person has to connect again.");
    static final Setting<String> CONNECTOR_URL = computed(
            "connector-url",
            ServerSettingTypes.connectorUrl(),
            "none",
            "Where the port service asks connectors for people's projects.");
    static final Setting<Integer> CONNECTION_UNUSED_DAYS = define(
            "connection-unused-days",
            SettingType.number(0, 36_500),
            "180",
            "After how many days without a read of its tokens a connection is revoked; 0 for never.");
    static final Setting<Integer> CONNECTION_NOTICE_DAYS = define(
            "connection-notice-days", SettingType.number(0, 365), "14", "How many days before that it is announced.");
    static final Setting<Integer> EVENT_DAYS = define(
            "event-days", SettingType.number(4, 3650), "30", "How long events are kept, and at most their deliveries.");
    static final Setting<Integer> DELIVERY_DAYS = computed(
            "delivery-days",
            SettingType.number(1, 3650),
            "<event-days>",
            "How long a delivery is seen once it was made or given up.");
    static final Setting<Integer> AUDIT_DAYS = computed(
            "audit-days",
            SettingType.number(0, 36_500),
            "730; 0 where an older version made the database",
            "How long entries of the audit are kept, which go by the month; 0 for ever.");
    static final Setting<Integer> CONTRACT_VERSIONS = computed(
            "contract-versions",
            SettingType.number(0, 1_000_000),
            "100; 0 where an older version made the database",
            "How many versions of a service's contract are kept; 0 for all.");
    static final Setting<Integer> ACCESS_REQUEST_DAYS = computed(
            "access-request-days",
            SettingType.number(0, 36_500),
            "730; 0 where an older version made the database",
            "How long access requests are kept that were denied, withdrawn or ended; 0 for ever.");
    static final Setting<Integer> USAGE_DAYS = define(
            "usage-days",
            SettingType.number(0, 36_500),
            "400",
            "How long it is kept who called which endpoint how often; 0 for ever.");
    static final Setting<Integer> MAX_EVENT_STREAMS = define(
            "max-event-streams", SettingType.number(0, 100_000), "1000", "Most streams of events open at a time.");
    static final Setting<Integer> DECISION_OUTAGE_SECONDS = define(
            "decision-outage-seconds",
            SettingType.number(0, 86_400),
            "300",
            "How long gateways get decisions from memory while the database is away.");
    static final Setting<AccessLog> ACCESS_LOG = define(
            "access-log", SettingType.choice(AccessLog.class), "changes", "Which requests leave a line in the log.");
    static final Setting<LogFormat> LOG_FORMAT = define(
            "log-format",
            SettingType.choice(LogFormat.class),
            "text",
            "Log lines for people, or one JSON object each.");
    static final Setting<Level> LOG_LEVEL =
            define("log-level", SettingType.choice(Level.class), "info", "Least level of our own log lines.");
    static final Setting<Integer> HEADER_SECONDS = define(
            "header-seconds", SettingType.number(1, 300), "10", "Time a request has to send its header section.");
    static final Setting<Integer> BODY_SECONDS =
            define("body-seconds", SettingType.number(1, 3600), "60", "Time a request has to send its body.");
    static final Setting<Integer> IDLE_SECONDS =
            define("idle-seconds", SettingType.number(1, 3600), "75", "Time a connection may stay silent.");
    static final Setting<Integer> MAX_CONNECTIONS = define(
            "max-connections",
            SettingType.number(1, 1_000_000),
            "10000",
            "Most open connections, both listeners together.");
    static final Setting<Integer> MAX_REQUESTS_IN_FLIGHT = define(
            "max-requests-in-flight",
            SettingType.number(1, 100_000),
            "512",
            "Most requests worked on at a time; more are answered 503.");
    static final Setting<Integer> BODY_MEMORY_MIB = computed(
            "body-memory-mib",
            SettingType.number(32, 65_536),
            "an eighth of Java's heap, from 32 to 256",
            "Most memory for request bodies, all together, in MiB.");
    static final Setting<Integer> PEER_MEMORY_MIB = computed(
            "peer-memory-mib",
            SettingType.number(32, 65_536),
            "an eighth of Java's heap, at least 32",
            "Most memory for what clients have not sent or taken yet, all together, in MiB.");
    static final Setting<Integer> CACHE_ENTRIES = define(
            "cache-entries", SettingType.number(1, 10_000_000), "100000", "Most entries each in-memory cache keeps.");

    private static final List<Setting<?>> ALL = List.copyOf(DEFINED);

    /** Every setting, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** Its environment variable, such as {@code GATEHOUSE_ADMIN_PORT}. */
    public String environmentVariable() {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What stands for its value in a usage text, such as {@code N}. */
    public String label() {
        return type.label();
    }

    /** Which values it takes, in words. */
    public String expected() {
        return type.expected();
    }

    Optional<T> defaultValue() {
        return computed ? Optional.empty() : type.parse(whenUnset);
    }

    private static <T> Setting<T> flag(String key, SettingType<T> type, String whenUnset, String meaning) {
        return defined(new Setting<>(key, type, whenUnset, false, true, meaning));
    }

    private static <T> Setting<T> define(String key, SettingType<T> type, String whenUnset, String meaning) {
        return defined(new Setting<>(key, type, whenUnset, false, false, meaning));
    }

    private static <T> Setting<T> computed(String key, SettingType<T> type, String whenUnset, String meaning) {
        return defined(new Setting<>(key, type, whenUnset, true, false, meaning));
    }

    private static <T> Setting<T> defined(Setting<T> setting) {
        DEFINED.add(setting);
        return setting;
    }
}
