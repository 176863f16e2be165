namespace Akka.TestKit;

/// <summary>A mute in force; it ends with <see cref="Unmute"/> or when disposed of, whichever comes first.</summary>
public interface IUnmutableFilter : IDisposable
{
    /// <summary>Lets matching events be logged again.</summary>
    void Unmute();
}
