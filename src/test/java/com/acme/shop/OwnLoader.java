package com.acme.shop;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** A system class loader as applications make them: without this method the JVM takes no Java agent. */
public final class OwnLoader extends URLClassLoader {

    public OwnLoader(ClassLoader parent) {
        super("shop", new URL[0], parent);
    }

    void appendToClassPathForInstrumentation(String jar) throws MalformedURLException {
        addURL(Path.of(jar).toUri().toURL());
    }
}
