package com.acme.shop;

/** A system class loader as applications make them. */
public final class OwnLoader extends ClassLoader {

    public OwnLoader(ClassLoader parent) {
        super("shop", parent);
    }
}
