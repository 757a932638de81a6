package dev.gatehouse.connectors.webdav.settings;

/** Where a server keeps the files of people, below its URL. */
public enum Layout {
    /** ownCloud 10 and newer: a folder for each person. */
    OWNCLOUD("remote.php/dav/", true),
    /** Nextcloud: the same. */
    NEXTCLOUD("remote.php/dav/", true),
    /** The older path of both, which shows everybody their own files. */
    LEGACY("remote.php/webdav/", true),
    /** Any other WebDAV server: its URL is the folder. */
    PLAIN("", false);

    private final String path;
    private final boolean oauthApp;

    Layout(String path, boolean oauthApp) {
        this.path = path;
        this.oauthApp = oauthApp;
    }

    /** What is appended to the server's URL, with a slash at its end unless it is nothing. */
    public String path() {
        return path;
    }

    /** Whether each person's folder has the name in its path by which the server knows them. */
    public boolean namesPeople() {
        return this == OWNCLOUD || this == NEXTCLOUD;
    }

    /** Whether the server has the OAuth 2 app of ownCloud and Nextcloud, always at the same place. */
    boolean hasOAuthApp() {
        return oauthApp;
    }
}
