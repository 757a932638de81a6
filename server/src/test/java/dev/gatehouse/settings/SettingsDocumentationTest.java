package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsDocumentationTest {

    @Test
    void theTableListsEverySettingAsItIs() throws IOException {
        Path document = Path.of(System.getProperty("gatehouse.root"), "docs", "settings.md");
        List<String> rows = Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Setting.all().stream()
                        .map(SettingsDocumentationTest::row)
                        .toList());
    }

    private static String row(Setting<?> setting) {
        return "| `%s` | `%s` | %s | %s | `%s` |"
                .formatted(
                        setting.key(),
                        setting.environmentVariable(),
                        setting.meaning(),
                        setting.expected(),
                        setting.whenUnset());
    }
}
