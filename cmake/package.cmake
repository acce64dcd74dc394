# What `cpack` puts into the .deb beside the programs and their data (packaging/README.md).
include(GNUInstallDirs)
set(PACKAGING ${PROJECT_SOURCE_DIR}/packaging)
# The package's programs look under /usr; an install elsewhere keeps its own tree.
install(FILES ${PACKAGING}/filon-searchd.service ${PACKAGING}/filon-searchd.socket
              ${PACKAGING}/filon-reindex.service ${PACKAGING}/filon-reindex.timer
              ${PACKAGING}/filon-replicate.service ${PACKAGING}/filon-replicate.timer
        DESTINATION lib/systemd/system COMPONENT package)
install(FILES ${PACKAGING}/filon.conf ${PACKAGING}/searchd.conf DESTINATION /etc/filon COMPONENT package)
install(PROGRAMS scripts/reindex scripts/replicate DESTINATION ${CMAKE_INSTALL_DATADIR}/filon/scripts COMPONENT package)
install(FILES ${PACKAGING}/completions/filon-indexer ${PACKAGING}/completions/filon-searchd
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT package)
install(FILES ${PACKAGING}/prometheus/filon-alerts.yml ${PACKAGING}/rsyncd.conf ${PACKAGING}/proxy/nginx.conf
              ${PACKAGING}/proxy/nginx-proxy.conf ${PACKAGING}/proxy/haproxy.cfg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/filon/examples
        COMPONENT package)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/filon COMPONENT package)
install(FILES ${PACKAGING}/deb/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/filon COMPONENT package)
# Debian wants these compressed, without a date inside, so that two builds give the same bytes.
foreach(pair "packaging/man/filon-indexer.1:share/man/man1/filon-indexer.1.gz"
             "packaging/man/filon-searchd.1:share/man/man1/filon-searchd.1.gz"
             "packaging/deb/changelog:share/doc/filon/changelog.gz")
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 from)
  list(GET pair 1 to)
  get_filename_component(name ${to} NAME)
  get_filename_component(folder ${to} DIRECTORY)
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/package/${name} DEPENDS ${from}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/package
    COMMAND gzip -9n < ${PROJECT_SOURCE_DIR}/${from} > ${PROJECT_BINARY_DIR}/package/${name})
  list(APPEND compressed ${PROJECT_BINARY_DIR}/package/${name})
  install(FILES ${PROJECT_BINARY_DIR}/package/${name} DESTINATION ${folder} COMPONENT package)
endforeach()
add_custom_target(package_texts ALL DEPENDS ${compressed})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME filon)
set(CPACK_PACKAGE_VENDOR Filon)
set(CPACK_PACKAGE_CONTACT "The authors of Filon <filon@localhost.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "rsync, nginx | haproxy")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "search engine of the suppliers of the French social economy")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Harvests the French suppliers of the social and solidarity economy into one
 record per site, and answers public buyers in milliseconds: who can do this,
 where, of what status, how many, and which reservation that opens.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${PACKAGING}/deb/postinst ${PACKAGING}/deb/prerm ${PACKAGING}/deb/postrm ${PACKAGING}/deb/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
