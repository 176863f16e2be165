namespace ActorEcho.Tests.Settings;

/// <summary>Files of the repository, found from where the tests run.</summary>
internal static class RepositoryFile
{
    public static string Path(string name)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "ActorEcho.sln")))
            {
                return System.IO.Path.Combine(directory.FullName, name);
            }
        }

        throw new FileNotFoundException("The tests run outside of the repository.", name);
    }
}
