package dev.gatehouse.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold between settings that are each right by themselves. */
final class SettingChecks {
    private SettingChecks() {}

    static List<String> problems(SettingValues values) {
        List<String> problems = new ArrayList<>();
        bothOrNeither(values, Setting.ADMIN_TLS_CERTIFICATE, Setting.ADMIN_TLS_KEY)
                .ifPresent(problems::add);
        bothOrNeither(values, Setting.PUBLIC_TLS_CERTIFICATE, Setting.PUBLIC_TLS_KEY)
                .ifPresent(problems::add);
        proxiesAreNamed(values).ifPresent(problems::add);
        oneMasterKey(values).ifPresent(problems::add);
        differentPorts(values).ifPresent(problems::add);
        dataIsNoFile(values).ifPresent(problems::add);
        noticeIsShorter(values).ifPresent(problems::add);
        deliveriesGoWithEvents(values).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> bothOrNeither(SettingValues values, Setting<?> one, Setting<?> other) {
        if (values.isGiven(one) == values.isGiven(other)) {
            return Optional.empty();
        }
        Setting<?> present = values.isGiven(one) ? one : other;
        Setting<?> absent = values.isGiven(one) ? other : one;
        return Optional.of(values.originOf(present) + ": needs " + absent.key() + " too");
    }

    private static Optional<String> proxiesAreNamed(SettingValues values) {
        boolean nobodysWord = values.find(Setting.PROXY_PROTOCOL).orElse(ProxyProtocol.OFF) != ProxyProtocol.OFF
                && !values.isGiven(Setting.TRUSTED_PROXIES);
        return nobodysWord
                ? Optional.of(
                        values.originOf(Setting.PROXY_PROTOCOL) + ": needs " + Setting.TRUSTED_PROXIES.key() + " too")
                : Optional.empty();
    }

    private static Optional<String> oneMasterKey(SettingValues values) {
        return values.isGiven(Setting.MASTER_KEY) && values.isGiven(Setting.MASTER_KEY_KMS)
                ? Optional.of(values.originOf(Setting.MASTER_KEY_KMS) + ": not together with "
                        + values.originOf(Setting.MASTER_KEY))
                : Optional.empty();
    }

    private static Optional<String> differentPorts(SettingValues values) {
        Optional<Integer> admin = values.find(Setting.ADMIN_PORT);
        boolean same = admin.isPresent() && admin.get() != 0 && admin.equals(values.find(Setting.PUBLIC_PORT));
        return same
                ? Optional.of(values.originOf(Setting.PUBLIC_PORT) + ": is " + admin.get() + ", as is "
                        + values.originOf(Setting.ADMIN_PORT) + "; each listener needs its own port")
                : Optional.empty();
    }

    private static Optional<String> noticeIsShorter(SettingValues values) {
        int unused = values.find(Setting.CONNECTION_UNUSED_DAYS).orElse(0);
        int notice = values.find(Setting.CONNECTION_NOTICE_DAYS).orElse(0);
        return unused > 0 && notice >= unused
                ? Optional.of(values.originOf(Setting.CONNECTION_NOTICE_DAYS) + ": is " + notice
                        + ", but must be less than " + values.originOf(Setting.CONNECTION_UNUSED_DAYS) + ", which is "
                        + unused)
                : Optional.empty();
    }

    private static Optional<String> deliveriesGoWithEvents(SettingValues values) {
        int events = values.find(Setting.EVENT_DAYS).orElse(Integer.MAX_VALUE);
        return values.find(Setting.DELIVERY_DAYS)
                .filter(deliveries -> deliveries > events)
                .map(deliveries ->
                        values.originOf(Setting.DELIVERY_DAYS) + ": is " + deliveries + ", but must not be more than "
                                + values.originOf(Setting.EVENT_DAYS) + ", which is " + events);
    }

    private static Optional<String> dataIsNoFile(SettingValues values) {
        Optional<Path> data = values.find(Setting.DATA);
        return data.filter(path -> Files.exists(path) && !Files.isDirectory(path))
                .map(path -> values.originOf(Setting.DATA) + ": " + path + " is a file, not a folder");
    }
}
