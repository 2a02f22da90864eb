/* Loads the library without a JVM, also for another machine under an emulator, or with another C library. Each entry
   point meets a VM that has no environment to give, and must say so. */
#include <dlfcn.h>
#include <jni.h>
#include <stdio.h>

typedef jint (*on_load_t)(JavaVM *, void *);
typedef jint (*agent_on_load_t)(JavaVM *, char *, void *);
typedef jint (*agent_on_attach_t)(JavaVM *, char *, void *);

static int asked;

static jint JNICALL no_environment(JavaVM *vm, void **env, jint version) {
    (void)vm, (void)env, (void)version;
    asked++;
    return JNI_EVERSION;
}

int main(int count, char **arguments) {
    void *library = count == 2 ? dlopen(arguments[1], RTLD_NOW) : NULL;
    if (library == NULL) {
        fprintf(stderr, "not loaded: %s\n", count == 2 ? dlerror() : "usage: smoke FILE");
        return 1;
    }
    on_load_t on_load = (on_load_t)dlsym(library, "JNI_OnLoad");
    agent_on_load_t agent_on_load = (agent_on_load_t)dlsym(library, "Agent_OnLoad");
    struct JNIInvokeInterface_ functions = {.GetEnv = no_environment};
    JavaVM vm = &functions;
    if (on_load == NULL || on_load(&vm, NULL) != JNI_ERR || asked != 1) {
        fprintf(stderr, "JNI_OnLoad\n");
        return 1;
    }
    if (agent_on_load == NULL || agent_on_load(&vm, NULL, NULL) != JNI_OK || asked != 3) {
        fprintf(stderr, "Agent_OnLoad\n");
        return 1;
    }
    agent_on_attach_t agent_on_attach = (agent_on_attach_t)dlsym(library, "Agent_OnAttach");
    if (agent_on_attach == NULL || agent_on_attach(&vm, "/nowhere", NULL) == JNI_OK || asked != 4) {
        fprintf(stderr, "Agent_OnAttach\n");
        return 1;
    }
    printf("loaded %s\n", arguments[1]);
    return 0;
}
