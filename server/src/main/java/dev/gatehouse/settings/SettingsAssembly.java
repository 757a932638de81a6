package dev.gatehouse.settings;

import dev.gatehouse.http.syntax.TrustedProxies;
import dev.gatehouse.settings.Settings.Access;
import dev.gatehouse.settings.Settings.Database;
import dev.gatehouse.settings.Settings.Events;
import dev.gatehouse.settings.Settings.Kept;
import dev.gatehouse.settings.Settings.Limits;
import dev.gatehouse.settings.Settings.Listener;
import dev.gatehouse.settings.Settings.Listeners;
import dev.gatehouse.settings.Settings.Log;
import dev.gatehouse.settings.Settings.Retention;
import dev.gatehouse.settings.Settings.Tls;
import dev.gatehouse.settings.Settings.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts parsed and checked values together. */
final class SettingsAssembly {
    private static final long MIB = 1024 * 1024;
    private static final int MIN_MEMORY_MIB = 32;
    private static final int MAX_MEMORY_MIB = 65_536;
    private static final int MAX_BODY_MIB = 256;
    private static final int TWO_YEARS = 730;
    private static final int VERSIONS = 100;

    private final SettingValues values;

    private SettingsAssembly(SettingValues values) {
        this.values = values;
    }

    static Settings assemble(SettingValues values, List<TrustedIssuer> trustedIssuers) {
        return new SettingsAssembly(values).settings(trustedIssuers);
    }

    private Settings settings(List<TrustedIssuer> trustedIssuers) {
        Path data = values.get(Setting.DATA);
        return new Settings(
                data,
                new Settings.MasterKeys(
                        values.find(Setting.MASTER_KEY_FILE).orElseGet(() -> data.resolve("master.key")),
                        values.find(Setting.MASTER_KEY),
                        values.find(Setting.MASTER_KEY_KMS)),
                listeners(),
                database(),
                new Access(
                        seconds(Setting.ACCESS_TOKEN_SECONDS),
                        seconds(Setting.REFRESH_GRACE_SECONDS),
                        values.get(Setting.SIGNING_ALGORITHM),
                        trustedIssuers,
                        values.find(Setting.PASSWORD_LIST),
                        values.find(Setting.TEXTS_DIRECTORY),
                        seconds(Setting.DECISION_OUTAGE_SECONDS)),
                vault(),
                new Log(values.get(Setting.ACCESS_LOG), values.get(Setting.LOG_FORMAT), values.get(Setting.LOG_LEVEL)),
                limits());
    }

    private Database database() {
        return new Database(
                values.find(Setting.DATABASE_URL),
                values.get(Setting.DATABASE_POOL_SIZE),
                seconds(Setting.DATABASE_WAIT_SECONDS),
                new Retention(
                        new Kept(values.find(Setting.AUDIT_DAYS), TWO_YEARS),
                        new Kept(values.find(Setting.CONTRACT_VERSIONS), VERSIONS),
                        new Kept(values.find(Setting.ACCESS_REQUEST_DAYS), TWO_YEARS),
                        values.get(Setting.USAGE_DAYS)));
    }

    private Listeners listeners() {
        return new Listeners(
                listener(Setting.ADMIN_PORT, Setting.ADMIN_TLS_CERTIFICATE, Setting.ADMIN_TLS_KEY),
                listener(Setting.PUBLIC_PORT, Setting.PUBLIC_TLS_CERTIFICATE, Setting.PUBLIC_TLS_KEY),
                values.find(Setting.ISSUER),
                values.find(Setting.ADMIN_URL),
                values.find(Setting.ADMIN_ALLOWED_ORIGINS).orElse(Set.of()),
                seconds(Setting.STOP_DELAY_SECONDS),
                new TrustedProxies(
                        values.find(Setting.TRUSTED_PROXIES).orElse(List.of()),
                        values.get(Setting.TRUSTED_PROXY_FIELD)),
                values.get(Setting.PROXY_PROTOCOL));
    }

    private Vault vault() {
        return new Vault(
                values.get(Setting.VAULT_ALLOW_LOOPBACK_HTTP),
                seconds(Setting.VAULT_VENDOR_SECONDS),
                values.get(Setting.VAULT_CALLS_PER_VENDOR),
                seconds(Setting.VAULT_ASSUMED_TOKEN_SECONDS),
                days(Setting.VAULT_RETRY_DAYS),
                values.find(Setting.CONNECTOR_URL),
                new Events(
                        days(Setting.EVENT_DAYS),
                        values.find(Setting.DELIVERY_DAYS)
                                .map(Duration::ofDays)
                                .orElseGet(() -> days(Setting.EVENT_DAYS)),
                        values.get(Setting.MAX_EVENT_STREAMS),
                        days(Setting.CONNECTION_UNUSED_DAYS),
                        days(Setting.CONNECTION_NOTICE_DAYS)));
    }

    private Listener listener(Setting<Integer> port, Setting<Path> certificate, Setting<Path> key) {
        Optional<Tls> tls = values.find(certificate).map(path -> new Tls(path, values.get(key)));
        return new Listener(values.get(Setting.BIND), values.get(port), tls);
    }

    private Limits limits() {
        return new Limits(
                seconds(Setting.HEADER_SECONDS),
                seconds(Setting.BODY_SECONDS),
                seconds(Setting.IDLE_SECONDS),
                values.get(Setting.MAX_CONNECTIONS),
                values.get(Setting.MAX_REQUESTS_IN_FLIGHT),
                values.find(Setting.BODY_MEMORY_MIB).orElseGet(() -> Math.min(partOfHeap(), MAX_BODY_MIB)) * MIB,
                values.find(Setting.PEER_MEMORY_MIB).orElseGet(SettingsAssembly::partOfHeap) * MIB,
                values.get(Setting.CACHE_ENTRIES));
    }

    /** An eighth of what Java may use for objects, in MiB, but enough for the largest body. */
    private static int partOfHeap() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / MIB / 8, MIN_MEMORY_MIB, MAX_MEMORY_MIB);
    }

    private Duration days(Setting<Integer> setting) {
        return Duration.ofDays(values.get(setting));
    }

    private Duration seconds(Setting<Integer> setting) {
        return Duration.ofSeconds(values.get(setting));
    }
}
