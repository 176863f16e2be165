namespace Akka.Configuration.Hocon;

/// <summary>Something that may turn out to hold an object.</summary>
public interface IMightBeAHoconObject
{
    /// <summary>Whether an object is held.</summary>
    /// <returns><see langword="true"/> when <see cref="GetObject"/> succeeds.</returns>
    bool IsObject();

    /// <summary>The object held.</summary>
    /// <returns>The object.</returns>
    /// <exception cref="ConfigurationException">There is no object here.</exception>
    HoconObject GetObject();
}
