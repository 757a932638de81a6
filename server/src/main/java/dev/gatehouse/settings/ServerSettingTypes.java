package dev.gatehouse.settings;

import dev.gatehouse.config.SettingType;
import dev.gatehouse.http.syntax.AddressBlock;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Types of settings that only this server has. */
final class ServerSettingTypes {
    private ServerSettingTypes() {}

    static SettingType<Set<String>> origins() {
        return new SettingType<>(
                "ORIGINS",
                "a list such as https://app.example.org, http://localhost:3000, each as browsers send it",
                false,
                WebOrigins::parse);
    }

    static SettingType<List<AddressBlock>> addressBlocks() {
        return new SettingType<>(
                "ADDRESSES",
                "a list of addresses and blocks such as 10.0.0.0/8, 192.0.2.7, ::1",
                false,
                ServerSettingTypes::blocks);
    }

    private static Optional<List<AddressBlock>> blocks(String text) {
        List<AddressBlock> blocks = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .flatMap(each -> AddressBlock.parse(each).stream())
                .toList();
        return blocks.size() == text.split(",", -1).length ? Optional.of(blocks) : Optional.empty();
    }

    static SettingType<String> address() {
        return new SettingType<>("ADDRESS", "an IP address or localhost", false, ServerSettingTypes::ownAddress);
    }

    static SettingType<String> keyUri() {
        return new SettingType<>(
                "URI",
                "a URI that a Tink KmsClient on the class path knows",
                false,
                text -> text.matches("[a-z][a-z0-9+.-]*://\\S+") ? Optional.of(text) : Optional.empty());
    }

    /** What stands around the name must be fit for a URL; the name itself is looked at when it is put in. */
    static SettingType<String> connectorUrl() {
        return new SettingType<>(
                "URL",
                "an http or https URL such as http://layer1-{servicename}:8080, with neither user, query nor fragment",
                false,
                text -> Optional.of(text.replaceFirst("/+$", ""))
                        .filter(url -> url.contains("{servicename}"))
                        .filter(url -> SettingType.url()
                                .parse(url.replace("{servicename}", "port-name"))
                                .isPresent()));
    }

    static SettingType<DatabaseUrl> databaseUrl() {
        return new SettingType<>(
                "URL", "a postgresql:// or jdbc:postgresql:// URL", true, text -> DatabaseUrl.parse(text));
    }

    /** Only literal addresses: a name would have to be looked up, which may hang or give another one tomorrow. */
    private static Optional<String> ownAddress(String text) {
        if (text.equals("localhost")) {
            return Optional.of(text);
        }
        boolean dotted = text.contains(".") || text.contains(":");
        try {
            return dotted ? Optional.of(InetAddress.ofLiteral(text).getHostAddress()) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
