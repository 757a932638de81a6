package dev.gatehouse.settings;

import dev.gatehouse.config.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings found in environment variables, and those that look like one of ours but are not. An empty variable
 * counts as unset.
 *
 * <p>Immutable.
 */
record EnvironmentVariables(Map<Setting<?>, GivenValue> values, List<String> problems) {
    private static final String PREFIX = "GATEHOUSE_";

    /** Read by the launcher, by this class's caller, or by tests. */
    private static final Set<String> NOT_SETTINGS =
            Set.of(SettingsReader.CONFIG_VARIABLE, "GATEHOUSE_HOME", "GATEHOUSE_JAVA_OPTIONS", "GATEHOUSE_CORPUS");

    /** Kubernetes sets these in every container next to a service named gatehouse. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("GATEHOUSE_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private static final Pattern SERVICE_LINK_URL = Pattern.compile("(tcp|udp|sctp)://.*");

    static EnvironmentVariables read(Map<String, String> environment) {
        Map<String, Setting<?>> known =
                Setting.all().stream().collect(Collectors.toMap(Setting::environmentVariable, Function.identity()));
        Map<Setting<?>, GivenValue> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, text) -> {
            Setting<?> setting = known.get(name);
            if (setting != null && !text.isBlank()) {
                values.put(setting, new GivenValue(text, name));
            } else if (setting == null && isMeantForUs(name, text)) {
                problems.add(name + ": no such setting; the nearest is " + NearestName.to(name, known.keySet()));
            }
        });
        return new EnvironmentVariables(values, problems);
    }

    private static boolean isMeantForUs(String name, String text) {
        boolean serviceLink = SERVICE_LINK.matcher(name).matches()
                || (name.equals("GATEHOUSE_PORT")
                        && SERVICE_LINK_URL.matcher(text).matches());
        return name.startsWith(PREFIX) && !NOT_SETTINGS.contains(name) && !serviceLink;
    }
}
