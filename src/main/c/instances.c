/* The instances of some classes and of their subclasses, by one walk over the heap, without a start-up capability. */
#include "library.h"

/* As many references as -Xcheck:jni shall not be surprised by; the VM itself takes more. */
#define CLASSES 65536

/* GetObjectsWithTags passes all tagged objects at each call, so few calls; and no safepoint can begin meanwhile. */
#define BATCH 8192

/* What marks a class: no batch has it. */
#define CLASS_TAG -1

typedef struct {
    jint classes;
    jlong count, limit, left;
} heap_t;

/* Runs with all threads stopped, for instances of marked classes alone: touches only its own memory. */
static jint JNICALL on_object(jlong class_tag, jlong size, jlong *tag, jint length, void *data) {
    (void)class_tag, (void)size, (void)length;
    heap_t *heap = data;
    if (heap->count == heap->limit) {
        heap->left++;
    } else {
        *tag = 1 + heap->count++ / BATCH;
    }
    return 0;
}

static jboolean is_wanted(JNIEnv *env, jclass type, jobjectArray bases, jsize count) {
    jboolean wanted = JNI_FALSE;
    for (jsize i = 0; i < count && !wanted; i++) {
        jobject base = (*env)->GetObjectArrayElement(env, bases, i);
        wanted = base != NULL && (*env)->IsAssignableFrom(env, type, base);
        (*env)->DeleteLocalRef(env, base);
    }
    return wanted;
}

/* Marks the classes and their subclasses, those of interfaces too. */
static jint mark_classes(JNIEnv *env, jvmtiEnv *jvmti, jobjectArray bases, heap_t *heap) {
    jint count = 0;
    jclass *classes = NULL;
    jsize wanted = (*env)->GetArrayLength(env, bases);
    jint error = wanted == 0 ? JVMTI_ERROR_NONE : (*jvmti)->GetLoadedClasses(jvmti, &count, &classes);
    for (jint i = 0; error == JVMTI_ERROR_NONE && i < count; i++) {
        if (is_wanted(env, classes[i], bases, wanted)) {
            error = (*jvmti)->SetTag(jvmti, classes[i], CLASS_TAG);
            heap->classes++;
        }
    }
    release(jvmti, classes);
    return error;
}

/* Those that were collected since leave no gap. Returns how many there were, or a negative error. */
static jint fetch_batch(JNIEnv *env, jvmtiEnv *jvmti, jlong tag, jsize at, jobjectArray into) {
    jint found = 0;
    jobject *objects = NULL;
    jvmtiError error = (*jvmti)->GetObjectsWithTags(jvmti, 1, &tag, &found, &objects, NULL);
    if (error != JVMTI_ERROR_NONE) {
        return -(jint)error;
    }
    for (jint i = 0; i < found; i++) {
        (*env)->SetObjectArrayElement(env, into, at + i, objects[i]);
    }
    release(jvmti, objects);
    return found;
}

static jint fetch(JNIEnv *env, jvmtiEnv *jvmti, const heap_t *heap, jobjectArray into) {
    jsize at = 0;
    for (jlong tag = 1; tag <= (heap->count + BATCH - 1) / BATCH; tag++) {
        if ((*env)->PushLocalFrame(env, BATCH + 8) != JNI_OK) {
            return JVMTI_ERROR_OUT_OF_MEMORY; /* it is pending as well */
        }
        jint found = fetch_batch(env, jvmti, tag, at, into);
        (*env)->PopLocalFrame(env, NULL);
        if (found < 0) {
            return -found;
        }
        at += found;
    }
    return JVMTI_ERROR_NONE;
}

static jint iterate(JNIEnv *env, jvmtiEnv *jvmti, jobjectArray bases, heap_t *heap, jlong *nanos) {
    capabilities_t wanted = {.words = {0}};
    wanted.named.can_tag_objects = 1;
    jint error = take_capabilities(jvmti, &wanted);
    if (error == JVMTI_ERROR_NONE && (*env)->PushLocalFrame(env, CLASSES) != JNI_OK) {
        return JVMTI_ERROR_OUT_OF_MEMORY; /* it is pending as well */
    }
    if (error == JVMTI_ERROR_NONE) {
        error = mark_classes(env, jvmti, bases, heap);
        (*env)->PopLocalFrame(env, NULL);
    }
    if (error != JVMTI_ERROR_NONE || heap->classes == 0) {
        return error; /* nothing wanted: no pause */
    }
    jvmtiHeapCallbacks callbacks = {.heap_iteration_callback = on_object};
    jlong before = 0;
    jlong after = 0;
    (*jvmti)->GetTime(jvmti, &before);
    error = (*jvmti)->IterateThroughHeap(jvmti, JVMTI_HEAP_FILTER_CLASS_UNTAGGED | JVMTI_HEAP_FILTER_TAGGED, NULL,
                                         &callbacks, heap);
    (*jvmti)->GetTime(jvmti, &after);
    *nanos = after - before;
    return error;
}

/* An environment of its own, gone at the end: so no tag outlives the walk, whatever went wrong. NULL with the error
   told, or pending. */
jobjectArray JNICALL instances(JNIEnv *env, jclass self, jobjectArray bases, jint max_objects, jlongArray figures) {
    (void)self;
    JavaVM *vm = NULL;
    jvmtiEnv *jvmti = (*env)->GetJavaVM(env, &vm) == JNI_OK ? new_environment(vm) : NULL;
    heap_t heap = {.limit = max_objects};
    jlong nanos = 0;
    jint error = JVMTI_ERROR_NOT_AVAILABLE;
    jobjectArray objects = NULL;
    if (jvmti != NULL) {
        error = iterate(env, jvmti, bases, &heap, &nanos);
        jclass object = error == JVMTI_ERROR_NONE ? (*env)->FindClass(env, "java/lang/Object") : NULL;
        objects = object == NULL ? NULL : (*env)->NewObjectArray(env, (jsize)heap.count, object, NULL);
        error = objects == NULL ? error : fetch(env, jvmti, &heap, objects);
        dispose(jvmti);
    }
    jlong told[3] = {heap.left, nanos, error};
    if (!(*env)->ExceptionCheck(env)) {
        (*env)->SetLongArrayRegion(env, figures, 0, 3, told);
    }
    return error == JVMTI_ERROR_NONE ? objects : NULL;
}
