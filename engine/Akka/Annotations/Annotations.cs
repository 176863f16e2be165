namespace Akka.Annotations;

/// <summary>Marks what is public for technical reasons only: it may change in any version.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class InternalApiAttribute : Attribute;

/// <summary>Marks public API that may still change from one minor version to the next.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class ApiMayChangeAttribute : Attribute;

/// <summary>Marks a type that users use but should not inherit or implement.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class DoNotInheritAttribute : Attribute;
