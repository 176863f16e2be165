namespace Akka.Util.Extensions;

/// <summary>Makes options of values.</summary>
public static class ObjectExtensions
{
    /// <summary>An option that holds <paramref name="obj"/>, or <see cref="Option{T}.None"/> for null.</summary>
    public static Option<T> AsOption<T>(this T obj) => Option<T>.Create(obj);
}
