/** The pages people see at the authorization server: what stands on each, and how they are served. No script is needed. */
package dev.gatehouse.oauth.page;
