package dev.gatehouse.cli;

import dev.gatehouse.settings.Setting;
import java.util.ArrayList;
import java.util.List;

/** The part of the usage text that lists every setting. */
final class SettingsHelp {
    private SettingsHelp() {}

    static String[] lines() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "Every setting can stand in the YAML file under its name, or in the environment as",
                "GATEHOUSE_ and its name in upper case with _ for -. The command line wins over the",
                "environment, the environment over the file.",
                ""));
        for (Setting<?> setting : Setting.all()) {
            lines.add("  " + setting.key() + " (default: " + setting.whenUnset() + ")");
            lines.add("      " + setting.meaning());
            lines.add("      " + setting.environmentVariable() + " = " + setting.expected());
        }
        // picocli reads % as the start of a format.
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }
}
