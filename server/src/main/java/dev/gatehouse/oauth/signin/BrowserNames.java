package dev.gatehouse.oauth.signin;

import dev.gatehouse.pages.PageTexts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names browsers in a way their users recognise. */
final class BrowserNames {
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        BROWSERS.put("Edg/", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS", "Mac");
        SYSTEMS.put("Linux", "Linux");
    }

    private BrowserNames() {}

    static String of(String userAgent, PageTexts texts) {
        String browser = first(BROWSERS, userAgent, texts.get("browser.some"));
        String system = first(SYSTEMS, userAgent, "");
        return system.isEmpty() ? browser : texts.get("browser.on", browser, system);
    }

    private static String first(Map<String, String> names, String userAgent, String otherwise) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
